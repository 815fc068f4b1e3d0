package io.github.bpfmaven.plugin.incremental;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What links have given, here or elsewhere. May be used by several threads. */
public final class LinkResults {
    private static final String PULLED = "pulled";
    private static final String LINKED = "linked";
    private static final int PULLED_KEPT = 16;

    private final LocalResults local;
    private final SharedResults shared;
    private final RecordCodec codec;

    public LinkResults(LocalResults local, SharedResults shared, RootNames names) {
        this.local = local;
        this.shared = shared;
        this.codec = new RecordCodec(names);
    }

    /**
     * A link with its object.
     *
     * @param object not copied
     */
    public record Linked(LinkRecord record, byte[] object) {}

    /** What the last build has linked, if this link would give the same. */
    public Optional<LinkRecord> find(UnitId id, LinkKey key) {
        return local.before(id).link().filter(record -> record.isOf(key));
    }

    /** What somebody has linked that would be the same. */
    public Optional<Linked> findShared(LinkKey key) {
        for (var pulled : pulledOf(key)) {
            var found = shared.get(LINKED, key.after(pulled))
                    .flatMap(bytes -> StateReader.decode(bytes, in -> new Linked(codec.link(in), in.bytes())))
                    // That the object is the record's is known: one digest is over both.
                    .filter(linked -> linked.record.isOf(key));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<List<String>> pulledOf(LinkKey key) {
        if (key.libraries().isEmpty()) {
            return List.of(List.of());
        }
        return shared.get(PULLED, key.before())
                .flatMap(bytes -> StateReader.decode(bytes, in -> in.list(StateReader::texts)))
                .orElse(List.of());
    }

    public void keep(UnitId id, LinkRecord record) {
        local.keep(id, record);
    }

    /** Whether there are others. */
    public boolean isShared() {
        return shared.keeps();
    }

    /** Lets others have a result. */
    public void share(LinkKey key, Linked linked) {
        if (!key.libraries().isEmpty()) {
            var all = new LinkedHashSet<List<String>>();
            all.add(linked.record.pulled());
            all.addAll(pulledOf(key));
            shared.put(
                    PULLED,
                    key.before(),
                    new StateWriter()
                            .list(all.stream().limit(PULLED_KEPT).toList(), StateWriter::texts)
                            .toBytes());
        }
        var out = new StateWriter();
        codec.link(out, linked.record);
        shared.put(
                LINKED,
                key.after(linked.record.pulled()),
                out.bytes(linked.object).toBytes());
    }

    /** Why a source whose bitcode has not changed is linked again, in words for a line that begins with the source. */
    public String why(UnitId id, LinkKey key, String object) {
        var before = local.before(id).link();
        if (before.isEmpty()) {
            return "there is no object of the last build";
        }
        if (!before.get().options().equals(key.options())) {
            return "linker options changed";
        }
        var now = key.inputs(before.get().pulled());
        for (var library : now) {
            if (!before.get().libraries().contains(library)) {
                return "library " + shown(library)
                        + (before.get().libraries().stream()
                                        .anyMatch(same -> same.name().equals(library.name()))
                                ? " changed"
                                : " is new");
            }
        }
        for (var library : before.get().libraries()) {
            if (!now.contains(library)) {
                return "library " + shown(library) + " is gone";
            }
        }
        return now.equals(before.get().libraries())
                ? "its object " + object + " is missing or was changed"
                : "the order of the libraries changed";
    }

    private static String shown(Input library) {
        return library.name().substring(library.name().lastIndexOf('/') + 1);
    }
}
