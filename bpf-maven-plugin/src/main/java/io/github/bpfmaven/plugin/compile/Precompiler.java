package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes precompiled headers, of headers for which that changes nothing. Whatever is odd about one, from a warning to a full
 * disk, it is not made: the sources compile without.
 */
final class Precompiler {
    private static final Logger LOG = LoggerFactory.getLogger(Precompiler.class);

    private final Clang clang;
    private final ProjectPaths paths;

    Precompiler(Clang clang, ProjectPaths paths) {
        this.clang = clang;
        this.paths = paths;
    }

    /**
     * Three runs of clang.
     *
     * @param file where to; others beside it come and go
     * @return empty if there is something against it, which is logged for who looks for it
     */
    Optional<PrecompiledHeader> make(PrecompiledGroup group, Path file) throws InterruptedException {
        var started = System.nanoTime();
        var dependencies = file.resolveSibling(file.getFileName() + ".d");
        try {
            var obstacle = obstacle(group, file, dependencies);
            if (obstacle.isPresent()) {
                LOG.debug("Not precompiled: {}: {}", group, obstacle.get());
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            LOG.debug("Precompiled {} in {} ms", group, (System.nanoTime() - started) / 1_000_000);
            return Optional.of(new PrecompiledHeader(file));
        } catch (IOException failure) {
            LOG.debug("Not precompiled: {}", group, failure);
            return Optional.empty();
        } finally {
            delete(dependencies);
        }
    }

    private Optional<String> obstacle(PrecompiledGroup group, Path file, Path dependencies)
            throws IOException, InterruptedException {
        var surveyed = survey(group, file.resolveSibling(file.getFileName() + ".i"));
        if (surveyed.isPresent()) {
            return surveyed;
        }
        var header = new PrecompiledHeader(file);
        var made = clang.precompile(group, header, dependencies);
        if (!made.diagnostics().isEmpty() || !made.succeeded()) {
            return Optional.of("clang says of the headers: " + made.diagnostics());
        }
        var read = names(dependencies);
        for (var name : read) {
            var found = HeaderText.obstacle(
                    Files.readString(paths.baseDirectory().resolve(name), StandardCharsets.ISO_8859_1));
            if (found.isPresent()) {
                return Optional.of(name + " has " + found.get());
            }
        }
        var used = clang.tryOut(group, header, dependencies);
        if (!used.diagnostics().isEmpty() || !used.succeeded()) {
            return Optional.of("clang says of the precompiled header: " + used.diagnostics());
        }
        // Debug info has these names: links and absolute names below the project become others on their way.
        return names(dependencies).equals(read)
                ? Optional.empty()
                : Optional.of("files have other names in it: " + names(dependencies) + " for " + read);
    }

    private Optional<String> survey(PrecompiledGroup group, Path preprocessed)
            throws IOException, InterruptedException {
        try {
            var answer = clang.survey(group, preprocessed);
            if (!answer.diagnostics().isEmpty() || !answer.succeeded()) {
                return Optional.of("clang says of the headers: " + answer.diagnostics());
            }
            return HeaderSurvey.addsNothing(preprocessed)
                    ? Optional.empty()
                    : Optional.of("a header adds something when it is included again");
        } finally {
            delete(preprocessed);
        }
    }

    private static Set<String> names(Path dependencies) throws IOException {
        // What is below the project's directory is called ./x.h where it comes out of a precompiled header.
        return DependencyFile.parse(Files.readString(dependencies)).stream()
                .map(name -> name.startsWith("./") ? name.substring(2) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.debug("{} is left", file, failure);
        }
    }
}
