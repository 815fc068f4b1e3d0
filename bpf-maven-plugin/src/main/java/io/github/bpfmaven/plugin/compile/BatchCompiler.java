package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles several small sources with one clang process: half of what clang needs for a small source is to start. Each source's
 * result is that of a clang of its own, or there is none. May be used by several threads.
 */
final class BatchCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(BatchCompiler.class);

    /**
     * What is switched off for one source must not be for another. What {@link BatchHazard} lets pass has no other pragmas in
     * this form; what they would have kept clang from saying it says, and the source is compiled by itself.
     */
    private static final List<String> NO_PRAGMAS = List.of("-D_Pragma(text)=", "-Wno-builtin-macro-redefined");

    /** Batches of which nothing came: then this clang is not one for it. */
    private static final int MOST_IN_VAIN = 2;

    private final ClangProcess process;
    private final FrontEndArguments arguments;
    private final ProjectPaths paths;
    private final FilesRead filesRead;
    private final Path directory;
    private final AtomicInteger inVain = new AtomicInteger();
    private int made;
    private int used;

    /** @param directory for nothing else, on the bitcode's file system */
    BatchCompiler(
            ClangProcess process,
            FrontEndArguments arguments,
            ProjectPaths paths,
            FilesRead filesRead,
            Path directory) {
        this.process = process;
        this.arguments = arguments;
        this.paths = paths;
        this.filesRead = filesRead;
        this.directory = directory;
    }

    /**
     * Compiles units of the same target and flags.
     *
     * @param units with all files that a source may read
     * @return results of those that were compiled, and about which clang has nothing to say; the others are to be compiled by
     *     themselves
     * @throws IOException if clang can't be run, or a file can't be written
     */
    Map<CompileUnit, CompileResult> compile(Map<CompileUnit, SmallSource> units)
            throws IOException, InterruptedException {
        if (units.size() < 2 || inVain.get() >= MOST_IN_VAIN) {
            return Map.of();
        }
        var common = arguments.of(units.keySet().iterator().next());
        if (common.isEmpty()) {
            return Map.of();
        }
        var place = make();
        try {
            var results = compile(common.get(), List.copyOf(units.keySet()), units, place);
            if (results.isEmpty()) {
                inVain.incrementAndGet();
            }
            return results;
        } finally {
            delete(place);
        }
    }

    private Map<CompileUnit, CompileResult> compile(
            List<String> common, List<CompileUnit> order, Map<CompileUnit, SmallSource> units, Path place)
            throws IOException, InterruptedException {
        var names = order.stream()
                .map(unit -> paths.argument(paths.file(unit.source())))
                .toList();
        var ended = process.run(line(common, names, place), "");
        var output = BatchOutput.parse(ended.output(), names);
        var results = new LinkedHashMap<CompileUnit, CompileResult>();
        for (var at = 0; at < order.size(); at++) {
            var unit = order.get(at);
            var bitcode = place.resolve(at + ".bc");
            var files = output.files(at, !ended.succeeded());
            if (files.isPresent() && Files.exists(bitcode)) {
                var read = filesRead.of(unit, files.get());
                if (BatchHazard.isIn(Files.readAllBytes(bitcode))) {
                    // What clang remembers of this one is wrong for those behind it.
                    break;
                }
                if (units.get(unit).files().containsAll(read)) {
                    Files.createDirectories(unit.bitcode().getParent());
                    Files.move(bitcode, unit.bitcode(), StandardCopyOption.ATOMIC_MOVE);
                    results.put(unit, new CompileResult(unit, true, read, List.of(), Optional.empty()));
                }
            }
        }
        if (results.size() < order.size()) {
            LOG.debug(
                    "{} of {} sources are compiled again, each by itself: {}",
                    order.size() - results.size(),
                    order.size(),
                    ended.output());
        }
        return results;
    }

    /**
     * A source goes by a name beside which there is room for its bitcode, as the compiler proper takes no other names for what it
     * makes of several; it finds the real file, and calls it by its real name.
     */
    private List<String> line(List<String> common, List<String> names, Path place) throws IOException {
        var contents = new LinkedHashMap<Path, String>();
        for (var name : names) {
            contents.put(place.resolve(contents.size() + ".c"), name);
        }
        var overlay = place.resolve("overlay.yaml");
        FileOverlay.write(overlay, FileOverlay.Named.AS_FOUND, contents);
        var line = new ArrayList<>(common);
        line.addAll(1, List.of("-ivfsoverlay", overlay.toString()));
        line.addAll(1, NO_PRAGMAS);
        contents.keySet().forEach(source -> line.add(source.toString()));
        return line;
    }

    private synchronized Path make() throws IOException {
        var place = Files.createDirectories(directory.resolve(Integer.toString(++made)));
        used++;
        return place;
    }

    /** The last one that is used takes the rest away. */
    private synchronized void delete(Path place) {
        used--;
        try {
            try (var files = Files.list(place)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(place);
            if (used == 0) {
                Files.deleteIfExists(directory);
                Files.deleteIfExists(directory.getParent());
            }
        } catch (IOException others) {
            LOG.debug("Not deleted: {}", others.toString());
        }
    }
}
