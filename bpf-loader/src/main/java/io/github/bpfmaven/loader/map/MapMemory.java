package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.command.MapInfo;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.object.MapType;

/** The memory of an array or of an arena: the kernel's own where that is this machine's, else what is there now. */
final class MapMemory {
    private final String map;
    private final Kernel kernel;
    private final Descriptor descriptor;
    private final MapInfo info;
    private final boolean frozen;
    /** That of an arena, which has one place in a process. */
    private Optional<Mapping> arena = Optional.empty();

    /** @param map what messages call it */
    MapMemory(String map, Kernel kernel, Descriptor descriptor, MapInfo info, boolean frozen) {
        this.map = map;
        this.kernel = kernel;
        this.descriptor = descriptor;
        this.info = info;
        this.frozen = frozen;
    }

    /** As {@link LoadedMap#memory} says. */
    ByteBuffer open() throws IOException {
        if (info.type() == MapType.ARENA.number()) {
            return all(arena());
        }
        Mapping mapping = map();
        if (!mapping.isOfThisProcess()) {
            try (mapping) {
                return values(mapping.view(0, padded()));
            }
        }
        ByteBuffer values = values(mapping.buffer(0, padded()));
        return frozen ? values.asReadOnlyBuffer().order(values.order()) : values;
    }

    /** As {@link LoadedMap#change} says. */
    void change(Consumer<ByteBuffer> change) throws IOException {
        if (frozen) {
            throw new UnsupportedOperationException(map + " holds constants, which are set before the load");
        }
        if (info.type() == MapType.ARENA.number()) {
            change.accept(all(arena()));
            return;
        }
        Mapping mapping = map();
        if (mapping.isOfThisProcess()) {
            change.accept(values(mapping.buffer(0, padded())));
            return;
        }
        try (mapping) {
            ByteBuffer before = mapping.view(0, padded());
            ByteBuffer after = ByteBuffer.allocate(padded()).order(before.order());
            after.put(before.duplicate());
            change.accept(values(after));
            for (int at = 0; at < padded(); at += Long.BYTES) {
                // The others may have been changed by programs meanwhile.
                if (after.getLong(at) != before.getLong(at)) {
                    mapping.putLongRelease(at, after.getLong(at));
                }
            }
        }
    }

    private Mapping map() throws IOException {
        if (info.type() != MapType.ARRAY.number() || (info.flags() & MapCreate.MMAPABLE) == 0) {
            throw new UnsupportedOperationException(map
                    + " is no array with BPF_F_MMAPABLE (Linux 5.5): its elements can be read and written one by one");
        }
        int page = kernel.pageSize();
        long length = ((long) padded() + page - 1) / page * page;
        return descriptor.use(number -> kernel.map(number, 0, length, !frozen));
    }

    private int padded() {
        return Math.multiplyExact(PerCpuValues.aligned(info.valueSize()), info.maxEntries());
    }

    private ByteBuffer values(ByteBuffer memory) {
        return memory.slice(0, info.maxEntries() == 1 ? info.valueSize() : padded())
                .order(memory.order());
    }

    private ByteBuffer all(Mapping memory) {
        if (memory.length() > Integer.MAX_VALUE) {
            throw new UnsupportedOperationException(map + " has " + memory.length()
                    + " bytes, which no buffer of Java can have: take parts of it, memory(offset, length)");
        }
        return memory.buffer(0, (int) memory.length());
    }

    /** As {@link LoadedMap#arena} says. */
    synchronized Mapping arena() throws IOException {
        if (info.type() != MapType.ARENA.number()) {
            throw new UnsupportedOperationException(map + " is no arena");
        }
        if (arena.isEmpty()) {
            long length = Integer.toUnsignedLong(info.maxEntries()) * kernel.pageSize();
            arena = Optional.of(descriptor.use(number -> kernel.mapAt(info.extra(), number, length)));
        }
        return arena.get();
    }

    /** Lets an arena go when nobody holds a buffer of it any more. */
    synchronized void close() throws IOException {
        if (arena.isPresent()) {
            arena.get().close();
        }
        arena = Optional.empty();
    }
}
