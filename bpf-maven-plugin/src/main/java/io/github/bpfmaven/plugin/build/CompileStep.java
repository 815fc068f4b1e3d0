package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.CompileQueue;
import io.github.bpfmaven.plugin.compile.CompileResult;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.CompileKeys;
import io.github.bpfmaven.plugin.incremental.CompileRecord;
import io.github.bpfmaven.plugin.incremental.CompileResults;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Compiles what has not been compiled before. */
final class CompileStep {
    private static final String BITCODE = "bitcode";
    /** While no more are compiled there is a processor that has nothing else to do. */
    private static final int FEW = 8;

    private final BuildTools tools;
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final CompileKeys keys;
    private final CompileResults results;
    private final EndedCompiles ended;
    private final LocalResults local;
    private final SharedResults shared;
    private final Rebuilds rebuilds;
    private final Predicate<Source> isLibrary;
    private final boolean bitcodeIsShared;
    private final Announcement announcement;
    /** Bitcode that was looked for because a link needs it: once for each unit, as two must not write one file. */
    private final Map<CompileUnit, CompletableFuture<Compiled>> brought = new ConcurrentHashMap<>();

    /**
     * @param isLibrary whether a source is library code
     * @param bitcodeIsShared whether others will want to link the bitcode with something; it is ten times the object
     */
    CompileStep(
            BuildTools tools,
            ProjectPaths paths,
            SearchPath searchPath,
            CompileKeys keys,
            CompileResults results,
            LocalResults local,
            SharedResults shared,
            Rebuilds rebuilds,
            Predicate<Source> isLibrary,
            boolean bitcodeIsShared,
            Announcement announcement) {
        this.bitcodeIsShared = bitcodeIsShared;
        this.isLibrary = isLibrary;
        this.announcement = announcement;
        this.tools = tools;
        this.paths = paths;
        this.searchPath = searchPath;
        this.keys = keys;
        this.results = results;
        this.ended = new EndedCompiles(results, this::share);
        this.local = local;
        this.shared = shared;
        this.rebuilds = rebuilds;
    }

    /** Starts what has to be done. */
    Map<CompileUnit, CompletableFuture<Compiled>> start(List<CompileUnit> units) throws ToolchainException {
        var all = new LinkedHashMap<CompileUnit, CompletableFuture<Compiled>>();
        var missing = new ArrayList<CompileUnit>();
        // After a clean there are files of the cache to be read for each unit.
        var found = units.parallelStream()
                .map(unit -> {
                    local.keep(UnitId.of(unit));
                    return results.find(UnitId.of(unit), keys.of(unit));
                })
                .toList();
        for (var at = 0; at < units.size(); at++) {
            var unit = units.get(at);
            if (found.get(at).isEmpty()) {
                rebuilds.compile(UnitId.of(unit), () -> results.why(UnitId.of(unit), keys.of(unit)));
                missing.add(unit);
            }
            all.put(
                    unit,
                    found.get(at)
                            .map(record -> CompletableFuture.completedFuture(Compiled.before(unit, record)))
                            .orElseGet(CompletableFuture::new));
        }
        rebuilds.report();
        if (!missing.isEmpty()) {
            tools.announce(announcement.of(missing));
            var clang = tools.clang();
            // Gets ready while clang runs.
            tools.worker();
            all.putAll(compile(clang, missing));
            if (missing.size() <= FEW) {
                missing.forEach(unit -> CompletableFuture.runAsync(() -> results.expect(UnitId.of(unit))));
            }
        }
        return all;
    }

    /** The same with the bitcode where it should be. Several programs may want that of one library source. */
    CompletableFuture<Compiled> withBitcode(Compiled compiled) {
        if (compiled.fresh() || compiled.record().isEmpty()) {
            return CompletableFuture.completedFuture(compiled);
        }
        return brought.computeIfAbsent(compiled.unit(), unit -> bring(compiled));
    }

    private CompletableFuture<Compiled> bring(Compiled compiled) {
        try {
            if (results.hasBitcode(compiled.unit(), compiled.record().get())
                    || restored(compiled.unit(), compiled.record().get())) {
                return CompletableFuture.completedFuture(compiled);
            }
            return compile(tools.clang(), List.of(compiled.unit())).get(compiled.unit());
        } catch (IOException | ToolchainException failure) {
            return CompletableFuture.failedFuture(new CompletionException(failure));
        }
    }

    private boolean restored(CompileUnit unit, CompileRecord record) throws IOException {
        var bitcode = shared.get(BITCODE, record.bitcode());
        if (bitcode.isEmpty()) {
            return false;
        }
        Files.createDirectories(unit.bitcode().getParent());
        Files.write(unit.bitcode(), bitcode.get());
        results.bitcodeWritten(unit);
        return results.hasBitcode(unit, record);
    }

    private Map<CompileUnit, CompletableFuture<Compiled>> compile(Clang clang, List<CompileUnit> units) {
        var all = new LinkedHashMap<CompileUnit, CompletableFuture<Compiled>>();
        new CompileQueue(
                        clang,
                        tools.pool(),
                        tools.precompiledDirectory(),
                        alone(tools.reducedDirectory()),
                        alone(tools.batchDirectory()))
                .start(ordered(clang, units))
                .forEach((unit, result) -> all.put(unit, result.thenApply(some -> compiled(clang, some))));
        return all;
    }

    /** What several inputs make together has more ways to differ. */
    private Optional<Path> alone(Optional<Path> directory) {
        return directory.filter(some -> !bitcodeIsShared);
    }

    private List<CompileUnit> ordered(Clang clang, List<CompileUnit> units) {
        var libraries =
                units.stream().filter(unit -> isLibrary.test(unit.source())).toList();
        var programs =
                units.stream().filter(unit -> !isLibrary.test(unit.source())).toList();
        return clang.order().of(libraries, programs);
    }

    private Compiled compiled(Clang clang, CompileResult result) {
        if (!result.succeeded()) {
            return new Compiled(result.unit(), Optional.empty(), true, result.diagnostics(), result.argumentsFile());
        }
        var record = results.record(
                keys.of(result.unit()),
                result,
                isLibrary.test(result.unit().source()),
                paths.baseDirectory(),
                clang.resourceHeaders(),
                searchPath);
        results.keep(UnitId.of(result.unit()), record);
        var compiled = new Compiled(result.unit(), Optional.of(record), true, result.diagnostics(), Optional.empty());
        ended.add(compiled);
        return compiled;
    }

    private void share(Compiled compiled) {
        var record = compiled.record().orElseThrow();
        results.share(record);
        if (bitcodeIsShared) {
            try {
                shared.put(
                        BITCODE,
                        record.bitcode(),
                        Files.readAllBytes(compiled.unit().bitcode()));
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        }
    }

    /** Whether all files that were read to compile these were then what they are taken for. */
    boolean held(Collection<Compiled> compiled) {
        return compiled.stream().allMatch(one -> one.fresh() ? ended.isHeld(one.unit()) : hold(List.of(one)));
    }

    /** Says that nothing else is compiled: what is good, and was not shared yet, is now. */
    void finish() {
        ended.finish();
    }

    /** Whether all files that were read for these still are what they were then. */
    boolean hold(Collection<Compiled> compiled) {
        return compiled.stream()
                .allMatch(one -> one.record().filter(results::holds).isPresent());
    }
}
