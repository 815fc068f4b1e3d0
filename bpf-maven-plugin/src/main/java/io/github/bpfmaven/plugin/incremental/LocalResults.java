package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The results of one execution's last build, and those of this one. May be used by several threads. */
public final class LocalResults {
    private static final int VERSION = 1;

    private final StateFile file;
    private final RootNames names;
    private final RecordCodec codec;
    private final Map<String, UnitRecord> unitsBefore;
    private final Map<String, JavaRecord> classesBefore;
    private final Map<String, UnitRecord> units = new TreeMap<>();
    private final Map<String, JavaRecord> classes = new TreeMap<>();

    private LocalResults(StateFile file, RootNames names, RecordCodec codec, Content before) {
        this.file = file;
        this.names = names;
        this.codec = codec;
        this.unitsBefore = before.units;
        this.classesBefore = before.classes;
    }

    /** What a file has of the last build; nothing if it is missing or damaged. */
    public static LocalResults read(Path file, RootNames names) {
        var state = new StateFile(file, VERSION);
        var codec = new RecordCodec(names);
        return new LocalResults(
                state,
                names,
                codec,
                state.read(in -> read(in, codec)).orElseGet(() -> new Content(Map.of(), Map.of())));
    }

    /** Whether nothing is known of any earlier build. */
    public boolean isFirst() {
        return unitsBefore.isEmpty();
    }

    /** Names of all files that the last build's compiles have read, or looked for in vain. */
    public Set<String> files() {
        var files = new TreeSet<String>();
        unitsBefore.values().stream().flatMap(unit -> unit.compile().stream()).forEach(compile -> {
            compile.inputs().forEach(input -> files.add(input.name()));
            files.addAll(compile.absent());
        });
        return files;
    }

    /** Names of all files that the last build's compiles have read which read one of these. */
    public Set<String> readWith(Collection<String> some) {
        var files = new TreeSet<String>();
        unitsBefore.values().stream().flatMap(unit -> unit.compile().stream()).forEach(compile -> {
            if (compile.inputs().stream().map(Input::name).anyMatch(some::contains)) {
                compile.inputs().forEach(input -> files.add(input.name()));
            }
        });
        return files;
    }

    UnitRecord before(UnitId id) {
        return unitsBefore.getOrDefault(id.toString(), UnitRecord.NOTHING);
    }

    boolean isKnown(UnitId id) {
        return unitsBefore.containsKey(id.toString());
    }

    /** What the last build generated for a source. */
    public Optional<JavaRecord> classBefore(String source) {
        return Optional.ofNullable(classesBefore.get(source));
    }

    public synchronized void keep(String source, JavaRecord record) {
        classes.put(source, record);
    }

    /** That the unit exists, whatever comes of it. */
    public synchronized void keep(UnitId id) {
        units.putIfAbsent(id.toString(), UnitRecord.NOTHING);
    }

    synchronized void keep(UnitId id, CompileRecord record) {
        units.merge(id.toString(), UnitRecord.NOTHING.with(record), (known, same) -> known.with(record));
    }

    synchronized void keep(UnitId id, LinkRecord record) {
        units.merge(id.toString(), UnitRecord.NOTHING.with(record), (known, same) -> known.with(record));
    }

    synchronized void keep(UnitId id, ConstantsRecord record) {
        units.merge(id.toString(), UnitRecord.NOTHING.with(record), (known, same) -> known.with(record));
    }

    /** Keeps also what was known before, where this build has nothing new: it failed, and may have been close to the end. */
    public synchronized void keepBefore() {
        units.replaceAll((id, unit) -> unit.or(unitsBefore.getOrDefault(id, UnitRecord.NOTHING)));
        classesBefore.forEach(classes::putIfAbsent);
    }

    /** Where the last build has left a unit's object, if it has. */
    public Optional<Path> placeBefore(UnitId id) {
        return Optional.of(before(id).place()).filter(place -> !place.isEmpty()).map(names::path);
    }

    /** Says where a unit's object is. */
    public synchronized void keepPlace(UnitId id, Path file) {
        var place = names.name(file);
        units.merge(id.toString(), UnitRecord.NOTHING.with(place), (known, same) -> known.with(place));
    }

    /** Forgets results that read a file which has changed since. */
    synchronized void drop(UnitId id) {
        units.put(id.toString(), UnitRecord.NOTHING);
    }

    /** Forgets all links of this build: they read library code that has changed since. */
    public synchronized void dropLinks() {
        units.replaceAll((id, unit) -> unit.withoutLink());
    }

    /** Replaces what was known before by what this build has kept. */
    public synchronized void write() throws IOException {
        var out = new StateWriter();
        out.list(units.entrySet(), (to, unit) -> {
            to.text(unit.getKey());
            to.optional(unit.getValue().compile(), codec::compile);
            to.optional(unit.getValue().link(), codec::link);
            to.optional(unit.getValue().constants(), codec::constants);
            to.text(unit.getValue().place());
        });
        out.list(
                classes.entrySet(),
                (to, java) -> to.text(java.getKey())
                        .text(java.getValue().key())
                        .text(java.getValue().digest()));
        file.write(out);
    }

    private static Content read(StateReader in, RecordCodec codec) {
        var units = new LinkedHashMap<String, UnitRecord>();
        in.list(unit -> units.put(
                unit.text(),
                new UnitRecord(
                        unit.optional(codec::compile),
                        unit.optional(codec::link),
                        unit.optional(codec::constants),
                        unit.text())));
        var classes = new LinkedHashMap<String, JavaRecord>();
        in.list(java -> classes.put(java.text(), new JavaRecord(java.text(), java.text())));
        return new Content(units, classes);
    }

    private record Content(Map<String, UnitRecord> units, Map<String, JavaRecord> classes) {}
}
