package io.github.bpfmaven.plugin.cache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries in one file: what a build of hundreds of programs would otherwise open thousands of files for. Each is what its own file
 * would be, with key and digest, and is believed no more than that.
 *
 * <table>
 * <caption>Format version 1; numbers are big-endian</caption>
 * <tr><th>size</th><th>what</th></tr>
 * <tr><td>4</td><td>{@code BPFP}</td></tr>
 * <tr><td>4</td><td>format version</td></tr>
 * <tr><td colspan="2">then, for each entry until the end of the file:</td></tr>
 * <tr><td>4</td><td><i>L</i></td></tr>
 * <tr><td><i>L</i></td><td>the entry, as {@link EntryFormat} has it</td></tr>
 * </table>
 */
final class EntryPack {
    private static final int MAGIC = 0x42504650;
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

    private final byte[] file;
    private final Map<CacheKey, Place> places;

    private EntryPack(byte[] file, Map<CacheKey, Place> places) {
        this.file = file;
        this.places = places;
    }

    private record Place(int start, int end) {}

    /** @return empty if a file is no such thing, or is cut short */
    static Optional<EntryPack> of(byte[] file) {
        var in = ByteBuffer.wrap(file);
        if (file.length < HEAD_BYTES || in.getInt() != MAGIC || in.getInt() != VERSION) {
            return Optional.empty();
        }
        var places = new HashMap<CacheKey, Place>();
        while (in.remaining() >= Integer.BYTES) {
            var length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                return Optional.empty();
            }
            var start = in.position();
            var key = EntryFormat.key(ByteBuffer.wrap(file, start, length));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            places.put(key.get(), new Place(start, start + length));
            in.position(start + length);
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(new EntryPack(file, places));
    }

    /** The bytes of an entry, which may be damaged. */
    Optional<byte[]> entry(CacheKey key) {
        return Optional.ofNullable(places.get(key)).map(place -> Arrays.copyOfRange(file, place.start, place.end));
    }

    /** How many there are. */
    int size() {
        return places.size();
    }

    /** @param entries as {@link EntryFormat} encodes them */
    static byte[] encode(Collection<byte[]> entries) {
        List<byte[]> all = new ArrayList<>(entries);
        var size = all.stream().mapToInt(entry -> Integer.BYTES + entry.length).sum();
        var file = ByteBuffer.allocate(HEAD_BYTES + size).putInt(MAGIC).putInt(VERSION);
        all.forEach(entry -> file.putInt(entry.length).put(entry));
        return file.array();
    }
}
