package io.github.bpfmaven.plugin.doctor;

import java.util.List;

import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.toolchain.LlvmDirectory;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Which LLVM builds get, and whether it starts and knows BPF. */
final class ToolchainCheck implements Check {
    private final ToolchainRequest request;
    private final MavenToolchains toolchains;
    private final boolean fetch;

    /** @param fetch whether to get it if it isn't there */
    ToolchainCheck(ToolchainRequest request, MavenToolchains toolchains, boolean fetch) {
        this.request = request;
        this.toolchains = toolchains;
        this.fetch = fetch;
    }

    @Override
    public String name() {
        return "toolchain";
    }

    @Override
    public List<Finding> examine() {
        try {
            if (!fetch && toolchains.installed(request).isEmpty()) {
                return List.of(Finding.ok("LLVM of " + toolchains.origin(request)
                        + " is not there yet: the first build, or bpf:install-toolchain, gets it"));
            }
            var llvm = toolchains.resolve(request);
            // Starts clang, which one that was unpacked before has not done in this build.
            new LlvmDirectory(llvm.directory()).home();
            return List.of(
                    Finding.ok("LLVM " + llvm.version() + " of " + toolchains.origin(request) + ", in "
                            + llvm.directory() + ", with the targets bpfel and bpfeb"),
                    Finding.ok("as locks name it: " + toolchains.exactLockName(request)));
        } catch (ToolchainException failure) {
            return List.of(Finding.error(
                    failure.getMessage(),
                    "docs/toolchain.md has all ways to get an LLVM: mirrors, offline, one of your own"));
        }
    }
}
