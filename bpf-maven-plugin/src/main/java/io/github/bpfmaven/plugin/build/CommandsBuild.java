package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.List;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.DefaultVmlinux;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;

/** Writes what editors need and compiles nothing: how each source would be compiled, and the headers that it would be with. */
public final class CommandsBuild {
    private static final Logger LOG = LoggerFactory.getLogger(CommandsBuild.class);

    private final MavenToolchains toolchains;

    @Inject
    CommandsBuild(MavenToolchains toolchains) {
        this.toolchains = toolchains;
    }

    /**
     * @param files where to
     * @return whether there are any sources
     * @throws InvalidConfigurationException if the project asks for something that can't be
     * @throws IOException if something can't be read or written
     */
    public boolean run(BuildRequest request, CommandFiles files) throws InvalidConfigurationException, IOException {
        var sources = request.sources();
        if (sources.programs().isEmpty()) {
            files.write(List.of());
            return false;
        }
        var digests = FileDigests.none();
        var headers = new PackedHeaders(
                request.layout().workDirectory(), request.plugin().value(digests), digests);
        var plan = ModulePlan.of(request, sources, headers.directory());
        if (request.builtinHeaders()) {
            headers.write(new DefaultVmlinux(plan.searchPath().user()), request.targets());
        }
        var llvm = toolchains.ifInstalled(request.toolchain());
        if (llvm.isEmpty()) {
            LOG.info("LLVM is not here yet: until a build has got it, editors take clang's headers from themselves");
        }
        var isNew = files.write(plan.commands(llvm));
        LOG.info("{} {}", files.file(), isNew ? "is written" : "is up to date");
        return true;
    }
}
