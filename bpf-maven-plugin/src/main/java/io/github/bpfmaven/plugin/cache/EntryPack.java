package io.github.bpfmaven.plugin.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Entries in one file: what a build of hundreds of programs would otherwise open thousands of files for. Each is what its own file
 * would be, with key and digest, and is believed no more than that; it is read when somebody asks for it. May be used by several
 * threads.
 *
 * <table>
 * <caption>Format version 2; numbers are big-endian</caption>
 * <tr><th>size</th><th>what</th></tr>
 * <tr><td>4</td><td>{@code BPFP}</td></tr>
 * <tr><td>4</td><td>format version</td></tr>
 * <tr><td></td><td>the entries, as {@link EntryFormat} has them, one after the other</td></tr>
 * <tr><td colspan="2">then the index, for each entry:</td></tr>
 * <tr><td>1</td><td><i>N</i></td></tr>
 * <tr><td><i>N</i></td><td>the name of the file that would have the entry alone, in ASCII</td></tr>
 * <tr><td>8</td><td>where it begins, from the beginning of this file</td></tr>
 * <tr><td>4</td><td>its length</td></tr>
 * <tr><td colspan="2">then:</td></tr>
 * <tr><td>8</td><td>where the index begins</td></tr>
 * <tr><td>4</td><td>number of entries</td></tr>
 * <tr><td>4</td><td>CRC-32 of all from the beginning of the index to here</td></tr>
 * </table>
 */
final class EntryPack implements Closeable {
    static final int MAGIC = 0x42504650;
    static final int VERSION = 2;
    static final int HEAD_BYTES = 2 * Integer.BYTES;
    /** What follows the index. */
    static final int TAIL_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private final FileChannel file;
    private final Map<String, Place> places;

    private EntryPack(FileChannel file, Map<String, Place> places) {
        this.file = file;
        this.places = places;
    }

    /** Where an entry is, in bytes. */
    record Place(long start, int length) {}

    /**
     * Reads the index of a pack.
     *
     * @return empty if the file is no such thing, is damaged there, or is cut short
     */
    static Optional<EntryPack> open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        Optional<Map<String, Place>> places = Optional.empty();
        try {
            places = places(channel);
        } finally {
            if (places.isEmpty()) {
                channel.close();
            }
        }
        return places.map(found -> new EntryPack(channel, found));
    }

    private static Optional<Map<String, Place>> places(FileChannel file) throws IOException {
        var end = file.size() - TAIL_BYTES;
        if (end < HEAD_BYTES) {
            return Optional.empty();
        }
        var head = read(file, 0, HEAD_BYTES);
        var start = read(file, end, Long.BYTES).getLong();
        if (head.getInt() != MAGIC || head.getInt() != VERSION || start < HEAD_BYTES || start > end) {
            return Optional.empty();
        }
        if (end - start > EntryFormat.MOST_FILE_BYTES) {
            return Optional.empty();
        }
        var index = read(file, start, (int) (end - start) + TAIL_BYTES);
        var checksum = new CRC32();
        checksum.update(index.array(), 0, index.capacity() - Integer.BYTES);
        if (index.getInt(index.capacity() - Integer.BYTES) != (int) checksum.getValue()) {
            return Optional.empty();
        }
        return places(index, index.getInt(index.capacity() - 2 * Integer.BYTES), start);
    }

    private static Optional<Map<String, Place>> places(ByteBuffer index, int count, long most) {
        var places = new HashMap<String, Place>();
        try {
            for (var number = 0; number < count; number++) {
                var length = index.get() & 0xff;
                var name = new String(index.array(), index.position(), length, StandardCharsets.US_ASCII);
                index.position(index.position() + length);
                var place = new Place(index.getLong(), index.getInt());
                if (place.start < HEAD_BYTES || place.length < 0 || place.start > most - place.length) {
                    return Optional.empty();
                }
                places.put(name, place);
            }
            return Optional.of(places);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** The bytes of an entry, which may be damaged. */
    Optional<byte[]> entry(CacheKey key) throws IOException {
        var place = places.get(EntryFiles.name(key));
        return place == null
                ? Optional.empty()
                : Optional.of(read(file, place.start, place.length).array());
    }

    /** @throws IOException also if there is less in the file, which has been cut since */
    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file was cut short while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
