package io.github.bpfmaven.plugin.build;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.ReportedObjects;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.ToolchainException;

/** What there is to say of the objects of a module's build. */
final class ModuleProvenance {
    private final MavenToolchains toolchains;
    private final BuildRequest request;
    private final FileDigests digests;
    private final String plugin;
    private final String toolchain;

    /**
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     */
    ModuleProvenance(
            MavenToolchains toolchains, BuildRequest request, FileDigests digests, String plugin, String toolchain) {
        this.toolchains = toolchains;
        this.request = request;
        this.digests = digests;
        this.plugin = plugin;
        this.toolchain = toolchain;
    }

    /**
     * @param run that has succeeded
     * @param compiled everything that was compiled for it
     */
    Provenance of(ModulePlan plan, CheckedIn checkedIn, ObjectPipeline.Run run, List<Compiled> compiled)
            throws InvalidConfigurationException, ToolchainException {
        var directory = request.layout().workDirectory();
        var root = request.layout().resourceDirectory();
        if (!request.provenance()) {
            return Provenance.unknown(false, directory, root);
        }
        var before = ReportedObjects.read(directory);
        // Where all is as it was checked in, no LLVM has done anything, and none need be there.
        var used = compiled.isEmpty() ? "" : toolchain;
        var llvm = compiled.isEmpty() ? "none" : llvm(before);
        var known = before.filter(reported -> reported.plugin().equals(plugin))
                .map(ReportedObjects::objects)
                .orElse(List.of());
        return new Provenance(
                true,
                directory,
                root,
                new ReportedObjects(root, plugin, used, llvm, known),
                request.shared(),
                new ProgramOrigins(plan, checkedIn, run, compiled, digests, llvm));
    }

    /** For an LLVM of the user's it takes a second to find its name. */
    private String llvm(Optional<ReportedObjects> before) throws ToolchainException {
        var known = before.filter(reported -> reported.toolchain().equals(toolchain));
        return known.isPresent() ? known.get().llvm() : toolchains.exactLockName(request.toolchain());
    }
}
