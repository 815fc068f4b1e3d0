package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.toolchain.LlvmHome;

/** Tells editors how a build compiles, while it does: an editor is of most use while something doesn't compile. */
final class EditorStep {
    private final ModulePlan plan;
    private final Optional<CommandFiles> files;
    private final BuildTools tools;
    private final CompletableFuture<Optional<LlvmHome>> told;

    private EditorStep(ModulePlan plan, Optional<CommandFiles> files, BuildTools tools) {
        this.plan = plan;
        this.files = files;
        this.tools = tools;
        this.told = Background.ask(this::tell);
    }

    /** @param isCompiled whether the build compiles any program; if not, its commands stay as they are */
    static EditorStep begin(ModulePlan plan, boolean isCompiled, BuildTools tools) {
        return new EditorStep(plan, plan.request().commands().filter(any -> isCompiled), tools);
    }

    /** @throws IOException if something can't be written */
    void finish() throws IOException {
        if (Background.await(told).isEmpty()) {
            // LLVM may have come since.
            tell();
        }
    }

    /** @return whose clang; empty if there is none yet */
    private Optional<LlvmHome> tell() throws IOException {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var llvm = tools.llvmIfHere();
        files.get().write(plan.commands(llvm));
        return llvm;
    }
}
