package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place of a probe that a program defines itself (USDT).
 *
 * <p>Source: {@code collect_usdt_targets} and {@code parse_usdt_note} in {@code src/usdt.c} of libbpf 1.8;
 * {@code sys/sdt.h} of SystemTap.
 *
 * @param address of its instruction, as the file says it
 * @param offset of its instruction in the file, in bytes
 * @param semaphore the offset in the file of the number that counts who watches, so that the program takes the trouble; nothing
 *     if it has none
 * @param fixed whether the address is that in memory, too
 * @param arguments as the note has them: {@code -4@%edi 8@-16(%rbp)}
 */
public record UsdtProbe(long address, long offset, Optional<Long> semaphore, boolean fixed, String arguments) {
    private static final String NOTES = ".note.stapsdt";
    private static final String BASE = ".stapsdt.base";
    private static final int TYPE = 3;
    private static final int HEADER = 12;

    /**
     * The places of a probe in a file.
     *
     * @param path for errors
     * @param content all of the file
     * @throws IOException if there is none
     */
    public static List<UsdtProbe> find(String path, byte[] content, String provider, String name) throws IOException {
        UserFile file = UserFile.read(path, content);
        List<UsdtProbe> probes = new ArrayList<>();
        boolean any = false;
        try {
            for (UserFile.Section section : file.sections()) {
                if (section.name().equals(NOTES) && section.type() == UserFile.SHT_NOTE) {
                    any = true;
                    read(file, file.data(section), provider, name, probes);
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            throw new IOException(path + " is damaged: a note in " + NOTES + " reaches beyond its end", damaged);
        }
        if (probes.isEmpty()) {
            throw new IOException(
                    path + (any ? " has no probe " + provider + ":" + name : " defines no probes: it has no " + NOTES));
        }
        return probes;
    }

    private static void read(UserFile file, ByteBuffer in, String provider, String name, List<UsdtProbe> probes)
            throws IOException {
        for (int at = 0; at + HEADER <= in.capacity(); ) {
            int nameSize = aligned(in.getInt(at));
            int size = in.getInt(at + 4);
            int start = at + HEADER + nameSize;
            if (in.getInt(at + 8) == TYPE && text(in, at + HEADER).equals("stapsdt")) {
                int texts = start + 3 * Long.BYTES;
                String foundProvider = text(in, texts);
                int nameAt = texts + length(in, texts) + 1;
                String foundName = text(in, nameAt);
                if (foundProvider.equals(provider) && foundName.equals(name)) {
                    probes.add(probe(file, in, start, text(in, nameAt + length(in, nameAt) + 1)));
                }
            }
            at = start + aligned(size);
        }
    }

    private static UsdtProbe probe(UserFile file, ByteBuffer in, int start, String arguments) throws IOException {
        // Prelinking moves sections and leaves notes as they are: this one says where it was before.
        long moved = file.sections().stream()
                .filter(section -> section.name().equals(BASE))
                .findFirst()
                .map(section -> section.address() - in.getLong(start + Long.BYTES))
                .orElse(0L);
        long address = in.getLong(start) + moved;
        long semaphore = in.getLong(start + 2 * Long.BYTES);
        UserFile.Segment code = file.segment(address)
                .filter(UserFile.Segment::executable)
                .orElseThrow(() -> new IOException(file.path() + ": a probe is where no code is"));
        Optional<Long> counter = Optional.empty();
        if (semaphore != 0) {
            counter = Optional.of(file.segment(semaphore + moved)
                    .filter(segment -> !segment.executable())
                    .orElseThrow(() -> new IOException(file.path() + ": the semaphore of a probe is where no data is"))
                    .offsetOf(semaphore + moved));
        }
        return new UsdtProbe(address, code.offsetOf(address), counter, file.isFixed(), arguments);
    }

    /** Notes are padded to four bytes; a damaged size must not lead back. */
    private static int aligned(int size) {
        return Math.addExact(Objects.checkIndex(size, Integer.MAX_VALUE), 3) & -4;
    }

    private static int length(ByteBuffer in, int at) {
        int end = at;
        while (in.get(end) != 0) {
            end++;
        }
        return end - at;
    }

    private static String text(ByteBuffer in, int at) {
        byte[] text = new byte[length(in, at)];
        in.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
