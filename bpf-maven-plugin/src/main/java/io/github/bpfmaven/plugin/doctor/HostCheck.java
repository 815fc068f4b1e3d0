package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.HostRequirements;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Whether there is an LLVM for this operating system, processor and C library. */
final class HostCheck implements Check {
    private static final String CURE =
            "build on another host: objects are the same from any, and bpf:update keeps them for"
                    + " hosts without LLVM; or name an LLVM 20 of your own with -Dbpf.toolchain";

    private final Machine machine;
    private final HostRequirements requirements;
    private final Optional<Path> own;

    /** @param own the LLVM that the user has named */
    HostCheck(Machine machine, HostRequirements requirements, Optional<Path> own) {
        this.machine = machine;
        this.requirements = requirements;
        this.own = own;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public List<Finding> examine() {
        var platform = HostPlatform.of(machine.property("os.name"), machine.property("os.arch"));
        if (platform.isEmpty()) {
            return List.of(unfit(describe() + ": there is no LLVM on Maven Central for it"));
        }
        try {
            requirements.check(platform.get());
            return List.of(Finding.ok(describe() + libc().map(", "::concat).orElse("")));
        } catch (ToolchainException tooOld) {
            return List.of(unfit(describe() + ": " + tooOld.getMessage()));
        }
    }

    private Finding unfit(String text) {
        return own.isPresent() ? Finding.warning(text, CURE) : Finding.error(text, CURE);
    }

    private String describe() {
        var distribution = machine.text("etc/os-release")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                        .findFirst())
                .map(name -> " (" + name + ")")
                .orElse("");
        return machine.property("os.name") + " " + machine.property("os.version") + " on " + machine.property("os.arch")
                + distribution;
    }

    /** For example {@code glibc 2.36}. */
    private Optional<String> libc() {
        if (!machine.isLinux()) {
            return Optional.empty();
        }
        try {
            var process = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(text.strip()).filter(line -> line.matches("glibc \\S+"));
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }
}
