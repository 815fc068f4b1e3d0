package io.github.bpfmaven.plugin.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Builds, and puts what comes of it into the source tree, to be checked in: all of it, or nothing if something fails. */
public final class CheckedInUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private static final String ATTRIBUTES = """
            # The same bytes in every checkout, whatever the settings of the machine.
            bpf.lock text eol=lf
            *.java text eol=lf
            *.o binary
            """;

    private final BpfBuild build;

    @Inject
    CheckedInUpdate(BpfBuild build) {
        this.build = build;
    }

    /**
     * @param request of a build that compiles
     * @param sourceRoots of the module's Java
     * @return whether there is a program source
     * @throws InvalidConfigurationException as {@link BpfBuild#run}, and if a file was read that has no name on other machines
     */
    public boolean run(BuildRequest request, Collection<Path> sourceRoots)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var digests = FileDigests.none();
        var made = build.make(request, digests);
        var directory = request.checkedIn().directory();
        var tree = new CheckedInTree(directory);
        var before = tree.own();
        var programs = tree.programs();
        try (var outputs = new OutputTree(request.layout().workDirectory().resolve("checked-in"), Map.of(), before)) {
            if (made.isPresent()) {
                request.checkedIn().requireOwnDirectory(sourceRoots);
                var lock = new LockMaker(made.get(), digests).lock(build.lockName(request));
                programs.removeIf(name -> lock.program(name).isPresent());
                add(outputs, directory, made.get(), lock);
                if (!Files.exists(directory.resolve(CheckedInTree.ATTRIBUTES))) {
                    Files.createDirectories(directory);
                    Files.writeString(directory.resolve(CheckedInTree.ATTRIBUTES), ATTRIBUTES);
                }
            }
            var changed = outputs.write();
            if (!outputs.files().containsAll(before)) {
                tree.prune();
            }
            report(request, directory, made.isPresent(), changed, tree.extra(outputs.files()));
            warnOfOthers(request, directory, programs);
        }
        return made.isPresent();
    }

    private static void add(OutputTree outputs, Path directory, ModuleBuild.Outcome made, Lock lock)
            throws IOException {
        for (var objects : made.objects().values()) {
            for (var object : objects) {
                outputs.add(
                        directory.resolve(Lock.OBJECTS).resolve(object.resourcePath()),
                        made.content(object).bytes());
            }
        }
        var java = made.plan().request().layout().javaDirectory();
        for (var program : lock.programs()) {
            var path = program.java().path();
            outputs.add(directory.resolve(Lock.JAVA).resolve(path), Files.readAllBytes(java.resolve(path)));
        }
        outputs.add(directory.resolve(Lock.NAME), lock.text());
    }

    /** Where two executions have one directory, each takes the other's for programs that are gone. */
    private static void warnOfOthers(BuildRequest request, Path directory, Set<String> programs) {
        var base = request.layout().paths().baseDirectory();
        programs.stream()
                .filter(name -> new File(base.toFile(), name).isFile())
                .forEach(name -> LOG.warn(
                        "{} is no program of this execution, and what was checked in of it is gone from {}. If it is another"
                                + " execution's, run bpf:update@ID with its id, and give each a <prebuiltDirectory> of its"
                                + " own",
                        name,
                        base.relativize(directory)));
    }

    private static void report(
            BuildRequest request, Path directory, boolean hasPrograms, boolean changed, Set<Path> extra) {
        var name = request.layout().paths().baseDirectory().relativize(directory);
        if (hasPrograms) {
            LOG.info(changed ? "{} is up to date now: check it in" : "{} was up to date", name);
        }
        extra.forEach(file -> LOG.warn(
                "{} is no object or class of this build: delete it, or keep it in another directory",
                request.layout().paths().baseDirectory().relativize(file)));
    }
}
