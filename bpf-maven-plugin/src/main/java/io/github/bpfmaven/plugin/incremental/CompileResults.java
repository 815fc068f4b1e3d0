package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.input.SymbolTable;
import io.github.bpfmaven.plugin.compile.CompileResult;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.SearchOrder;
import io.github.bpfmaven.plugin.compile.SearchPath;

/** What compiles have given, here or elsewhere, and whether it still holds. May be used by several threads. */
public final class CompileResults {
    private static final String READS = "reads";
    private static final String COMPILED = "compiled";
    private static final int READS_KEPT = 16;

    /** Makes that a result is used once: what else it depends on can't be told. */
    private static final Input UNKNOWN = new Input("<unknown>", "");

    private final LocalResults local;
    private final SharedResults shared;
    private final FileDigests digests;
    private final RootNames names;
    private final RecordCodec codec;
    private final HeaderSearch headers = new HeaderSearch();
    /** Looked at once in a build, as digests are: hundreds of programs have the same headers. */
    private final Map<String, Boolean> present = new ConcurrentHashMap<>();

    public CompileResults(LocalResults local, SharedResults shared, FileDigests digests, RootNames names) {
        this.local = local;
        this.shared = shared;
        this.digests = digests;
        this.names = names;
        this.codec = new RecordCodec(names);
    }

    /** A result of an earlier compile that this one would give again; empty if it has to be compiled. */
    public Optional<CompileRecord> find(UnitId id, CompileKey key) {
        var before = local.before(id).compile();
        var found = before.filter(record -> reason(record, key).isEmpty()).or(() -> findShared(key));
        found.ifPresent(record -> local.keep(id, record));
        return found;
    }

    /** Why the last build's result doesn't hold any more, in words for a line that begins with the source. */
    public String why(UnitId id, CompileKey key) {
        if (!local.isKnown(id)) {
            return "new";
        }
        return local.before(id)
                .compile()
                .map(record -> reason(record, key).orElse("its bitcode is missing"))
                .orElse("there is no result of the last build");
    }

    private Optional<String> reason(CompileRecord record, CompileKey key) {
        if (!record.key().equals(key)) {
            return Optional.of(different(record.key(), key));
        }
        for (var input : record.inputs()) {
            var digest = digests.of(names.path(input.name()));
            if (digest.isEmpty() || !digest.get().equals(input.digest())) {
                return Optional.of(different(input, key, digest));
            }
        }
        for (var absent : record.absent()) {
            if (isPresent(absent)) {
                return Optional.of("there is a header " + absent + " now");
            }
        }
        return Optional.empty();
    }

    private static String different(CompileKey before, CompileKey now) {
        if (!before.toolchain().equals(now.toolchain())) {
            return "LLVM changed";
        }
        return before.plugin().equals(now.plugin()) ? "flags changed" : "the plugin changed";
    }

    private static String different(Input input, CompileKey key, Optional<String> now) {
        if (input.equals(UNKNOWN)) {
            return "not all that it reads can be told";
        }
        if (input.name().equals(key.source())) {
            return "changed";
        }
        var name = input.name().substring(input.name().lastIndexOf('/') + 1);
        return "header " + name + (now.isPresent() ? " changed" : " is gone");
    }

    private Optional<CompileRecord> findShared(CompileKey key) {
        var source = digests.of(names.path(key.source()));
        if (source.isEmpty()) {
            return Optional.empty();
        }
        for (var reads : readsOf(key, source.get())) {
            var inputs = current(reads.inputs);
            if (inputs.isPresent() && areAbsent(reads.absent)) {
                var found = shared.get(COMPILED, compiled(key, inputs.get()))
                        .flatMap(bytes -> StateReader.decode(bytes, codec::compile))
                        .filter(record -> reason(record, key).isEmpty());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private List<Reads> readsOf(CompileKey key, String source) {
        return shared.get(READS, Fingerprint.of(key.hex(), source))
                .flatMap(bytes ->
                        StateReader.decode(bytes, in -> in.list(reads -> new Reads(reads.texts(), reads.texts()))))
                .orElse(List.of());
    }

    private Optional<List<Input>> current(List<String> files) {
        var inputs = new ArrayList<Input>();
        for (var file : files) {
            var digest = digests.of(names.path(file));
            if (digest.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(new Input(file, digest.get()));
        }
        return Optional.of(inputs);
    }

    private boolean areAbsent(List<String> files) {
        return files.stream().noneMatch(this::isPresent);
    }

    private boolean isPresent(String file) {
        return present.computeIfAbsent(file, name -> Files.isRegularFile(names.path(name)));
    }

    private static String compiled(CompileKey key, List<Input> inputs) {
        return Fingerprint.of(key.hex(), Input.fingerprint(inputs));
    }

    /**
     * Reads what a compile that is under way is likely to read, as the last one did: what it includes will have to be known. Only
     * when work has begun ({@link FileDigests#workBegins}), so that what changes from now on is known to have.
     */
    public void expect(UnitId id) {
        for (var record : local.before(id).compile().stream().toList()) {
            record.inputs().stream().skip(1).map(Input::name).map(names::path).forEach(headers::expect);
        }
    }

    /**
     * Takes down a compile that has just succeeded.
     *
     * @param isLibrary whether it counts what the bitcode defines for others
     * @param resourceHeaders clang's own headers
     * @param searchPath where the others were looked for
     */
    public CompileRecord record(
            CompileKey key,
            CompileResult result,
            boolean isLibrary,
            Path base,
            Path resourceHeaders,
            SearchPath searchPath) {
        var unit = result.unit();
        var order = SearchOrder.of(
                base, searchPath, unit.flags().defines(), unit.flags().arguments());
        var read = new LinkedHashSet<Path>();
        read.add(names.path(key.source()));
        read.addAll(result.files());
        var searched = headers.absent(order, order.angle(Optional.of(resourceHeaders)), read);
        read.addAll(order.files());
        var inputs = new ArrayList<Input>();
        for (var file : read) {
            // One that is gone already: this digest is none that a file has.
            inputs.add(new Input(names.name(file), digests.of(file).orElse("")));
        }
        if (!searched.complete() || order.isUnknown()) {
            inputs.add(UNKNOWN);
        }
        digests.forget(unit.bitcode());
        return new CompileRecord(
                key,
                inputs,
                searched.absent().stream().map(names::name).toList(),
                digests.of(unit.bitcode()).orElse(""),
                isLibrary ? symbols(unit.bitcode()) : "",
                result.diagnostics());
    }

    private static String symbols(Path bitcode) {
        try {
            var defined = new Fingerprint();
            var table = SymbolTable.of(Files.readAllBytes(bitcode));
            table.ifPresent(symbols -> symbols.defined()
                    .forEach(symbol -> defined.add(symbol.name())
                            .add(Boolean.toString(symbol.weak()))
                            .add(Boolean.toString(symbol.common()))));
            return table.isPresent() ? defined.hex() : "";
        } catch (IOException gone) {
            return "";
        }
    }

    public void keep(UnitId id, CompileRecord record) {
        local.keep(id, record);
    }

    /** Whether nothing that a compile has read has been changed since. */
    public boolean holds(CompileRecord record) {
        return record.inputs().stream()
                .allMatch(input -> !input.digest().isEmpty() && digests.isUnchanged(names.path(input.name())));
    }

    /**
     * The same for many, of which nothing else is asked: each file is looked at once. Whether all that they read is known doesn't
     * matter here.
     *
     * @return those of which something has been changed
     */
    public List<CompileRecord> changed(List<CompileRecord> records) {
        var seen = new HashMap<String, Boolean>();
        return records.stream()
                .filter(record -> !record.inputs().stream()
                        .filter(input -> !input.equals(UNKNOWN))
                        .allMatch(input -> !input.digest().isEmpty()
                                && seen.computeIfAbsent(input.name(), name -> digests.isUnchanged(names.path(name)))))
                .toList();
    }

    /** Lets others have a result, which must hold. */
    public void share(CompileRecord record) {
        if (!shared.keeps()) {
            return;
        }
        var inputs = record.inputs().stream().map(Input::name).toList();
        var key = Fingerprint.of(record.key().hex(), record.inputs().get(0).digest());
        Set<Reads> all = new LinkedHashSet<>();
        all.add(new Reads(inputs, record.absent()));
        all.addAll(readsOf(record.key(), record.inputs().get(0).digest()));
        var out = new StateWriter();
        codec.compile(out, record);
        shared.put(COMPILED, compiled(record.key(), record.inputs()), out.toBytes());
        shared.put(
                READS,
                key,
                new StateWriter()
                        .list(
                                all.stream().limit(READS_KEPT).toList(),
                                (to, reads) -> to.texts(reads.inputs).texts(reads.absent))
                        .toBytes());
    }

    /** Whether the bitcode of a result lies where it should. */
    public boolean hasBitcode(CompileUnit unit, CompileRecord record) {
        return digests.of(unit.bitcode()).filter(record.bitcode()::equals).isPresent();
    }

    /** Forgets all that came of a unit: what it has read is not what was taken down. */
    public void drop(CompileUnit unit) {
        local.drop(UnitId.of(unit));
    }

    /** Says that the bitcode has been written by another hand than clang's. */
    public void bitcodeWritten(CompileUnit unit) {
        digests.forget(unit.bitcode());
    }

    private record Reads(List<String> inputs, List<String> absent) {}
}
