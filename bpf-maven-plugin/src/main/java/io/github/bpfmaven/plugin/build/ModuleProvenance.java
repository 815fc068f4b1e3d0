package io.github.bpfmaven.plugin.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
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
    private CompletableFuture<Optional<ReportedObjects>> stored = CompletableFuture.completedFuture(Optional.empty());

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

    /** Reads, meanwhile, what there was to say of the last build's objects. */
    void expect() {
        if (request.provenance()) {
            stored = CompletableFuture.supplyAsync(
                    () -> ReportedObjects.read(request.layout().workDirectory()));
        }
    }

    /**
     * Begins with what there is to say, while that goes on.
     *
     * @param run of everything that isn't checked in
     */
    Provenance of(ModulePlan plan, CheckedIn checkedIn, ObjectPipeline.Run run)
            throws InvalidConfigurationException, ToolchainException {
        var directory = request.layout().workDirectory();
        var root = request.layout().resourceDirectory();
        if (!request.provenance()) {
            return Provenance.unknown(false, directory, root);
        }
        var before = stored.join();
        // Where all is as it was checked in, no LLVM has done anything, and none need be there.
        var isUsed = !run.programs().isEmpty();
        var llvm = isUsed ? llvm(before) : "none";
        var known = before.filter(reported -> reported.plugin().equals(plugin))
                .map(ReportedObjects::objects)
                .orElse(List.of());
        var reports = new ObjectReports(
                plugin, known, request.shared(), new ProgramOrigins(plan, checkedIn, run, digests, llvm));
        run.variants()
                .forEach((source, variants) -> CompletableFuture.allOf(variants.toArray(CompletableFuture[]::new))
                        .thenRunAsync(() -> prepare(
                                reports,
                                plan,
                                source,
                                variants.stream().map(CompletableFuture::join).toList())));
        return new Provenance(
                true,
                directory,
                root,
                before,
                new ReportedObjects(root, plugin, isUsed ? toolchain : "", llvm, known),
                reports);
    }

    /** What is made now may turn out to be no good. */
    private static void prepare(
            ObjectReports reports, ModulePlan plan, Source source, List<ObjectPipeline.ProgramResult> variants) {
        var objects = new ArrayList<BuiltObject>();
        for (var variant : variants) {
            if (variant.link().isPresent() && variant.link().get() instanceof LinkOutcome.Before before) {
                objects.add(new BuiltObject(
                        plan.classes().get(source),
                        variant.compile().unit().target(),
                        before.object(),
                        variant.constants().constants(),
                        Optional.empty()));
            }
        }
        if (objects.size() == variants.size()) {
            reports.prepare(source.path(), objects);
        }
    }

    /** For an LLVM of the user's it takes a second to find its name. */
    private String llvm(Optional<ReportedObjects> before) throws ToolchainException {
        var known = before.filter(reported -> reported.toolchain().equals(toolchain));
        return known.isPresent() ? known.get().llvm() : toolchains.exactLockName(request.toolchain());
    }
}
