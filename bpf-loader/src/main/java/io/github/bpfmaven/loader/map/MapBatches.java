package io.github.bpfmaven.loader.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.command.Elements;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/** Elements of a map in batches. Hash tables and arrays have this, other types answer {@code ENOTSUPP}. */
public final class MapBatches {
    private static final int FIRST_SIZE = 256;

    private final LoadedMap map;
    private final Elements elements;

    MapBatches(LoadedMap map, Elements elements) {
        this.map = map;
        this.elements = elements;
    }

    /** All elements. */
    public List<MapEntry> getAll() throws IOException {
        return read(false);
    }

    /** All elements, which are removed. */
    public List<MapEntry> takeAll() throws IOException {
        return read(true);
    }

    private List<MapEntry> read(boolean take) throws IOException {
        List<MapEntry> entries = new ArrayList<>();
        int size = Math.max(1, Math.min(FIRST_SIZE, map.info().maxEntries()));
        Optional<byte[]> cursor = Optional.empty();
        while (true) {
            int count = size;
            Optional<byte[]> from = cursor;
            Elements.Batch batch;
            try {
                batch = map.descriptor()
                        .use(descriptor -> elements.lookupBatch(
                                descriptor,
                                from,
                                count,
                                map.keyBytes(),
                                map.valueBytes(),
                                Math.max(Integer.BYTES, map.keyBytes()),
                                take));
            } catch (SystemCallException refused) {
                // A bucket of a hash table is given whole or not at all.
                if (refused.is(Errno.ENOSPC) && size < map.info().maxEntries()) {
                    size = Math.min(2 * size, map.info().maxEntries());
                    continue;
                }
                throw refused;
            }
            add(batch, entries);
            if (batch.last()) {
                return entries;
            }
            cursor = Optional.of(batch.next());
        }
    }

    private void add(Elements.Batch batch, List<MapEntry> entries) {
        for (int i = 0; i < batch.count(); i++) {
            entries.add(new MapEntry(
                    Arrays.copyOfRange(batch.keys(), i * map.keyBytes(), (i + 1) * map.keyBytes()),
                    Arrays.copyOfRange(batch.values(), i * map.valueBytes(), (i + 1) * map.valueBytes())));
        }
    }

    /** Puts elements, whether or not there are such. Some may be there if it throws. */
    public void putAll(List<MapEntry> entries) throws IOException {
        if (!entries.isEmpty()) {
            byte[] keys = keys(entries.stream().map(MapEntry::key).toList());
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            for (MapEntry entry : entries) {
                if (entry.value().length != map.valueBytes()) {
                    throw new IllegalArgumentException(
                            map + " has values of " + map.valueBytes() + " bytes, not " + entry.value().length);
                }
                values.writeBytes(entry.value());
            }
            map.descriptor().use(descriptor -> {
                elements.updateBatch(descriptor, keys, values.toByteArray(), entries.size(), LoadedMap.ANY);
                return true;
            });
        }
    }

    /** Removes elements; throws {@code ENOENT} where there is none of a key. */
    public void deleteAll(List<byte[]> keys) throws IOException {
        if (!keys.isEmpty()) {
            byte[] all = keys(keys);
            map.descriptor().use(descriptor -> {
                elements.deleteBatch(descriptor, all, keys.size());
                return true;
            });
        }
    }

    private byte[] keys(List<byte[]> keys) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] key : keys) {
            if (key.length != map.keyBytes()) {
                throw new IllegalArgumentException(
                        map + " has keys of " + map.keyBytes() + " bytes, not " + key.length);
            }
            all.writeBytes(key);
        }
        return all.toByteArray();
    }
}
