package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
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
    private final String token;
    private final AtomicInteger inVain = new AtomicInteger();

    /** @param token in names of files on their way: one for each build */
    BatchCompiler(
            ClangProcess process, FrontEndArguments arguments, ProjectPaths paths, FilesRead filesRead, String token) {
        this.process = process;
        this.arguments = arguments;
        this.paths = paths;
        this.filesRead = filesRead;
        this.token = token;
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
        var results = compile(common.get(), List.copyOf(units.keySet()), units);
        if (results.isEmpty()) {
            inVain.incrementAndGet();
        }
        return results;
    }

    private Map<CompileUnit, CompileResult> compile(
            List<String> common, List<CompileUnit> order, Map<CompileUnit, SmallSource> units)
            throws IOException, InterruptedException {
        var names = order.stream()
                .map(unit -> paths.argument(paths.file(unit.source())))
                .toList();
        var line = new ArrayList<>(common);
        line.addAll(1, NO_PRAGMAS);
        line.addAll(names);
        var ended = process.run(line, "");
        var output = BatchOutput.parse(ended.bytes(), names);
        var results = new LinkedHashMap<CompileUnit, CompileResult>();
        var called = new FileNames(paths.baseDirectory());
        for (var at = 0; at < order.size(); at++) {
            var unit = order.get(at);
            var files = output.files(at);
            if (files.isEmpty() || output.bitcode(at).filter(BatchHazard::isIn).isPresent()) {
                // The names that it has read files by, or what clang remembers of it, are wrong for those behind it.
                break;
            }
            var hasOwnNames = called.add(files.get());
            var made = output.made(at, !ended.succeeded());
            if (made.isEmpty()) {
                continue;
            }
            var read = filesRead.of(unit, files.get());
            if (hasOwnNames && units.get(unit).files().containsAll(read)) {
                write(made.get().bitcode(), unit);
                results.put(unit, new CompileResult(unit, true, read, List.of(), Optional.empty()));
            }
        }
        if (results.size() < order.size()) {
            LOG.debug(
                    "{} of {} sources are compiled again, each by itself: {}",
                    order.size() - results.size(),
                    order.size(),
                    output.messages());
        }
        return results;
    }

    private void write(byte[] bitcode, CompileUnit unit) throws IOException {
        var part = unit.part(token).bitcode();
        Files.createDirectories(part.getParent());
        Files.write(part, bitcode);
        Files.move(part, unit.bitcode(), StandardCopyOption.ATOMIC_MOVE);
    }
}
