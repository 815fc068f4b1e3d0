package io.github.bpfmaven.btf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.ThreadMXBean;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Damaged BTF")
final class BtfDamageTest {
    private static final int ROUNDS = 5_000;
    private static final Duration MOST_TIME = Duration.ofMinutes(3);

    /** What even the shortest input takes, in bytes of input. */
    private static final long SMALLEST = 512;

    /** Bytes allocated for a byte of input: four times the most that was measured, 35. */
    private static final long MOST_READING = 4 * 35;

    /** The same with all that comes behind reading, most of it the texts of types: 255 were measured. */
    private static final long MOST_IN_ALL = 4 * 255;

    private static final Path EVERY_KIND = Path.of("src/test/bpf/types/every_kind.c");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @DisplayName("put together of every kind and flag is read and goes through all that there is, or is refused")
    void putTogether() throws BtfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            BtfSections sections = BtfSections.write(SampleBtf.everyKind(order), SampleBtf.ext());
            damage(new Sample(order, Optional.empty(), sections.btf(), sections.ext()), 2);
        }
    }

    @Test
    @DisplayName("of clang is read and goes through all that there is, or is refused")
    void ofClang(@TempDir Path directory)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        TestClang clang = new TestClang(directory);
        for (BpfTarget target : BpfTarget.values()) {
            damage(compiled(clang, target), 3);
        }
    }

    @Test
    @DisplayName("over a base of clang's is read and goes through all that there is, or is refused")
    void split(@TempDir Path directory)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        TestClang clang = new TestClang(directory);
        for (BpfTarget target : BpfTarget.values()) {
            byte[] base = compiled(clang, target).btf;
            Btf read = Btf.read(base, target.byteOrder());
            BtfSections sections = BtfSections.write(SampleBtf.everyKindOver(read, "_own"), SampleBtf.ext());
            damage(new Sample(target.byteOrder(), Optional.of(base), sections.btf(), sections.ext()), 4);
        }
    }

    /** A source that has every kind, checked for that. */
    private static Sample compiled(TestClang clang, BpfTarget target)
            throws IOException, InterruptedException, ElfFormatException, BtfFormatException {
        ElfFile object = ElfFile.read(Files.readAllBytes(clang.object(clang.add(EVERY_KIND), target)));
        byte[] btf = object.section(".BTF").orElseThrow().data();
        byte[] ext = object.section(".BTF.ext").orElseThrow().data();
        Btf read = Btf.read(btf, target.byteOrder());
        assertEquals(
                List.of(BtfKind.values()),
                read.types().stream().map(BtfType::kind).distinct().sorted().toList());
        BtfExt readExt = BtfExt.read(ext, read);
        assertTrue(readExt.functions().recordSize() > 0 && readExt.lines().recordSize() > 0);
        assertTrue(readExt.relocations().recordSize() > 0);
        return new Sample(target.byteOrder(), Optional.empty(), btf, ext);
    }

    private void damage(Sample sample, long seed) {
        int read = assertTimeoutPreemptively(MOST_TIME, () -> damage(sample, new Random(seed)));
        assertTrue(read > ROUNDS / 20, read + " read");
        assertTrue(read < ROUNDS - ROUNDS / 20, read + " read");
    }

    /** How many could be read. */
    private int damage(Sample sample, Random random) {
        BtfDamage damage = new BtfDamage(random, sample.order);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Sample damaged = sample.damaged(damage, random);
            // What a first time loads for good, such as the parts of a message, is not the input's.
            use(damaged);
            Usage usage = use(damaged);
            long size = SMALLEST + damaged.length();
            String which = "round " + round + ", " + size + " bytes: " + usage;
            assertTrue(usage.reading <= MOST_READING * size, which);
            assertTrue(usage.inAll <= MOST_IN_ALL * size, which);
            read += usage.read ? 1 : 0;
        }
        return read;
    }

    private Usage use(Sample damaged) {
        long start = threads.getCurrentThreadAllocatedBytes();
        try {
            Contents contents = damaged.read();
            long reading = threads.getCurrentThreadAllocatedBytes() - start;
            contents.through();
            return new Usage(true, reading, threads.getCurrentThreadAllocatedBytes() - start);
        } catch (BtfFormatException refused) {
            long reading = threads.getCurrentThreadAllocatedBytes() - start;
            assertTrue(refused.offset() >= 0 && refused.offset() <= damaged.length(), refused.getMessage());
            return new Usage(false, reading, reading);
        }
    }

    /**
     * @param read whether it could be read
     * @param reading bytes allocated for that
     * @param inAll bytes allocated with all that comes behind it
     */
    private record Usage(boolean read, long reading, long inAll) {}

    /** @param base of split BTF */
    private record Sample(ByteOrder order, Optional<byte[]> base, byte[] btf, byte[] ext) {
        int length() {
            return base.map(section -> section.length).orElse(0) + btf.length + ext.length;
        }

        Sample damaged(BtfDamage damage, Random random) {
            // Where the .BTF is refused, nobody looks at the .BTF.ext: so one of them at a time.
            return switch (random.nextInt(base.isPresent() ? 4 : 3)) {
                case 0 -> new Sample(order, base, btf, damage.to(ext));
                case 3 -> new Sample(order, base.map(damage::to), btf, ext);
                default -> new Sample(order, base, damage.to(btf), ext);
            };
        }

        Contents read() throws BtfFormatException {
            Optional<Btf> below = base.isPresent() ? Optional.of(Btf.read(base.get(), order)) : Optional.empty();
            Btf types = below.isPresent() ? Btf.readSplit(below.get(), btf) : Btf.read(btf, order);
            return new Contents(types, BtfExt.read(ext, types));
        }
    }

    private record Contents(Btf btf, BtfExt ext) {
        /** All that there is to do with BTF. */
        void through() {
            CText text = new CText(btf);
            for (int id = 0; id < btf.types().size(); id++) {
                btf.resolve(id);
                btf.size(id);
                text.declaration(id);
                String name = btf.type(id).name();
                int itself = id;
                assertTrue(name.isEmpty() || btf.ids(btf.kind(id), name).anyMatch(found -> found == itself), name);
            }
            BtfCanonicalOrder canonical = BtfCanonicalOrder.of(btf, ext);
            new Contents(canonical.btf(), canonical.ext()).again();
            if (btf.base().isEmpty()) {
                BtfDedup once = BtfDedup.of(canonical.btf(), canonical.ext());
                new Contents(once.btf(), once.ext()).again();
            }
        }

        /** What is written can be read, and is the same. */
        private void again() {
            BtfSections sections = BtfSections.write(btf, ext);
            try {
                Btf types = btf.base().isPresent()
                        ? Btf.readSplit(btf.base().get(), sections.btf())
                        : Btf.read(sections.btf(), btf.byteOrder());
                assertEquals(btf.types(), types.types());
                assertEquals(ext, BtfExt.read(sections.ext(), types));
            } catch (BtfFormatException refused) {
                throw new AssertionError("written, but not readable", refused);
            }
        }
    }
}
