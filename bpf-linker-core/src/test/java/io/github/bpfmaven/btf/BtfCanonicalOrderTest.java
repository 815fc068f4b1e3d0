package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

@DisplayName("The canonical order of BTF")
final class BtfCanonicalOrderTest {
    /** Two FWDs of one name, one FWD reached over two tags, one named by CO-RE alone, and one that nothing names. */
    private static final List<BtfType> TYPES = List.of(
            new BtfType.Ptr(8),
            new BtfType.Ptr(6),
            new BtfType.Struct("s", 24, false, List.of(new BtfMember("a", 2, 0, 0), new BtfMember("b", 1, 64, 0))),
            new BtfType.Ptr(9),
            new BtfType.Ptr(11),
            new BtfType.Fwd("same", false),
            new BtfType.Fwd("alone", false),
            new BtfType.Fwd("same", false),
            new BtfType.TypeTag("outer", 10, false),
            new BtfType.TypeTag("inner", 12, false),
            new BtfType.Fwd("u", true),
            new BtfType.Fwd("tagged", false),
            new BtfType.Fwd("by_core", false));

    private static final int[] MOVABLE = {6, 8, 9, 10, 11, 12, 13};

    @Test
    @DisplayName("deals the ids out as the types are first named, the far end of tags first")
    void followsFirstReference() {
        Btf btf = canonical(TYPES, 13).btf();

        assertEquals(
                List.of("alone", "same", "same", "tagged", "inner", "outer", "u", "by_core"),
                btf.types().subList(6, 14).stream().map(BtfType::name).toList());
        assertEquals(new BtfType.Ptr(7), btf.type(1));
        assertEquals(new BtfType.Ptr(8), btf.type(2), "the other of the same name");
        assertEquals(new BtfType.Ptr(11), btf.type(4));
        assertEquals(new BtfType.TypeTag("outer", 10, false), btf.type(11));
        assertEquals(new BtfType.TypeTag("inner", 9, false), btf.type(10));
    }

    @Test
    @DisplayName("gives the same bytes whatever order the compiler chose")
    void doesNotDependOnTheCompilersOrder() {
        BtfCanonicalOrder expected = canonical(TYPES, 13);
        BtfSections bytes = BtfSections.write(expected.btf(), expected.ext());
        Random random = new Random(3);
        int different = 0;
        for (int round = 0; round < 200; round++) {
            IntUnaryOperator ids = shuffle(random);
            List<BtfType> shuffled = new ArrayList<>(TYPES);
            for (int i = 0; i < TYPES.size(); i++) {
                shuffled.set(ids.applyAsInt(i + 1) - 1, TYPES.get(i).withReferences(ids));
            }
            different += shuffled.equals(TYPES) ? 0 : 1;
            BtfCanonicalOrder canonical = canonical(shuffled, ids.applyAsInt(13));
            BtfSections written = BtfSections.write(canonical.btf(), canonical.ext());

            assertArrayEquals(bytes.btf(), written.btf());
            assertArrayEquals(bytes.ext(), written.ext());
        }
        assertEquals(200, different, "all of the orders differ from the first");
    }

    @Test
    @DisplayName("stays as it is when it is taken again")
    void isIdempotent() {
        BtfCanonicalOrder once = canonical(TYPES, 13);
        BtfCanonicalOrder twice = BtfCanonicalOrder.of(once.btf(), once.ext());

        assertEquals(once.btf().types(), twice.btf().types());
        assertEquals(once.ext(), twice.ext());
    }

    @Test
    @DisplayName("tells types apart that only their referers tell apart")
    void isNoDeduplication() {
        List<BtfType> oneForBoth = new ArrayList<>(TYPES);
        oneForBoth.set(1, new BtfType.Ptr(8));

        assertNotEquals(
                canonical(TYPES, 13).btf().types(),
                canonical(oneForBoth, 13).btf().types());
        assertEquals(TYPES.size() + 1, canonical(oneForBoth, 13).btf().types().size());
    }

    private static BtfCanonicalOrder canonical(List<BtfType> types, int coreType) {
        BtfExt ext = new BtfExt(
                BtfExt.Area.absent(),
                BtfExt.Area.absent(),
                new BtfExt.Area<>(
                        16,
                        List.of(new BtfExt.Section<>(
                                "xdp", List.of(new BtfExt.CoreRelocation(0, coreType, "0", 8, BtfRecordTail.NONE))))));
        return BtfCanonicalOrder.of(Btf.of(ByteOrder.LITTLE_ENDIAN, types), ext);
    }

    private static IntUnaryOperator shuffle(Random random) {
        int[] ids = IntStream.rangeClosed(0, TYPES.size()).toArray();
        List<Integer> slots = new ArrayList<>(IntStream.of(MOVABLE).boxed().toList());
        Collections.shuffle(slots, random);
        for (int i = 0; i < MOVABLE.length; i++) {
            ids[MOVABLE[i]] = slots.get(i);
        }
        return id -> ids[id];
    }
}
