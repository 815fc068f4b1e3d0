package io.github.bpfmaven.plugin.incremental;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

import io.github.bpfmaven.plugin.cache.EntryParts;

/** A module's snapshot in the cache, with the content of its files. May be used by several threads. */
public final class SharedSnapshot implements Closeable {
    private static final String KIND = "snapshot";

    private final ModuleSnapshot snapshot;
    private final EntryParts parts;

    private SharedSnapshot(ModuleSnapshot snapshot, EntryParts parts) {
        this.snapshot = snapshot;
        this.parts = parts;
    }

    /** What {@link #put} has put there. */
    public static Optional<SharedSnapshot> find(SharedResults shared, String key, RootNames names) throws IOException {
        var parts = shared.parts(KIND, key);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var found = parts.get()
                .part(0)
                .flatMap(bytes -> StateReader.decode(bytes, new SnapshotCodec(names)::decode))
                .map(snapshot -> new SharedSnapshot(snapshot, parts.get()));
        if (found.isEmpty()) {
            parts.get().close();
        }
        return found;
    }

    /**
     * Lets others have a snapshot.
     *
     * @param content of its parts; nothing is kept if it fails
     */
    public static void put(
            SharedResults shared, String key, RootNames names, ModuleSnapshot snapshot, EntryParts.Source content) {
        shared.putParts(
                KIND,
                key,
                snapshot.parts().size() + 1,
                number -> number == 0 ? new SnapshotCodec(names).encode(snapshot) : content.part(number - 1));
    }

    public ModuleSnapshot snapshot() {
        return snapshot;
    }

    /** What is in the files of a part, one after the other; empty if it is damaged. */
    public Optional<byte[]> content(int part) {
        var length = snapshot.parts().get(part).stream()
                .mapToLong(ModuleSnapshot.Kept::length)
                .sum();
        return parts.part(part + 1).filter(bytes -> bytes.length == length);
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
