package io.github.bpfmaven.plugin.cache;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes an {@link EntryPack} entry by entry: all of a large build's need not be in memory together. */
final class PackWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final DataOutputStream out;
    private final Map<String, EntryPack.Place> places = new LinkedHashMap<>();
    private long position = EntryPack.HEAD_BYTES;

    /** @param file must not be there */
    PackWriter(Path file) throws IOException {
        this.file = file;
        this.out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER_BYTES));
        out.writeInt(EntryPack.MAGIC);
        out.writeInt(EntryPack.VERSION);
    }

    Path file() {
        return file;
    }

    /** How many entries there are. */
    int count() {
        return places.size();
    }

    /** How long the entries are together, in bytes. */
    long size() {
        return position;
    }

    /** @param entry as {@link EntryFormat} encodes it */
    void add(CacheKey key, byte[] entry) throws IOException {
        out.write(entry);
        places.put(EntryFiles.name(key), new EntryPack.Place(position, entry.length));
        position += entry.length;
    }

    /** Writes what follows the entries. */
    void end() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var index = new DataOutputStream(bytes);
        for (var place : places.entrySet()) {
            index.writeByte(place.getKey().length());
            index.write(place.getKey().getBytes(StandardCharsets.US_ASCII));
            index.writeLong(place.getValue().start());
            index.writeInt(place.getValue().length());
        }
        index.writeLong(position);
        index.writeInt(places.size());
        var checksum = new CRC32();
        checksum.update(bytes.toByteArray());
        index.writeInt((int) checksum.getValue());
        out.write(bytes.toByteArray());
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
