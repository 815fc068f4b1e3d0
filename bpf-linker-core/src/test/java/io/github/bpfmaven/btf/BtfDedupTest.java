package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("Deduplicating BTF")
final class BtfDedupTest {
    private static final BtfType INT = new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32);
    private static final BtfType LONG = new BtfType.Int("long", 8, BtfType.Int.SIGNED, 0, 64);
    /** Ids from 1 on: int, struct list { struct list *next; struct item *item; }, struct item { struct list *in; int n; }. */
    private static final List<BtfType> CYCLE = List.of(
            INT,
            struct("list", 3, 4),
            new BtfType.Ptr(2),
            new BtfType.Ptr(5),
            struct("item", 3, 1),
            new BtfType.Const(5));

    @Nested
    @DisplayName("merges")
    final class Merges {
        @Test
        @DisplayName("copies of types that refer to each other, and gives the first the ids that are left")
        void cycles() {
            assertEquals(CYCLE, dedup(copies(CYCLE, 3)));
        }

        @Test
        @DisplayName("types that stand in another order in each copy")
        void otherOrder() {
            List<BtfType> types = new ArrayList<>(CYCLE);
            int last = 2 * CYCLE.size() + 1;
            for (int i = CYCLE.size() - 1; i >= 0; i--) {
                types.add(CYCLE.get(i).withReferences(id -> id == 0 ? 0 : last - id));
            }
            assertEquals(CYCLE, dedup(types));
        }

        @Test
        @DisplayName("an endless list and one that is written out twice: no walk tells them apart")
        void unrolledCycle() {
            assertEquals(
                    List.of(struct("node", 2), new BtfType.Ptr(1)),
                    dedup(struct("node", 2), new BtfType.Ptr(3), struct("node", 4), new BtfType.Ptr(1)));
        }

        @Test
        @DisplayName("a forward declaration with the definition of its name")
        void forward() {
            assertEquals(
                    List.of(new BtfType.Ptr(2), struct("foo", 3), INT),
                    dedup(
                            new BtfType.Ptr(2),
                            new BtfType.Fwd("foo", false),
                            struct("foo", 5),
                            new BtfType.Ptr(3),
                            INT));
        }

        @Test
        @DisplayName("structs that differ in nothing but what they know of the types behind their pointers")
        void structsOverForwards() {
            List<BtfType> types = List.of(
                    struct("user", 2),
                    new BtfType.Ptr(3),
                    new BtfType.Fwd("foo", false),
                    struct("user", 5),
                    new BtfType.Ptr(6),
                    struct("foo", 7),
                    INT);
            assertEquals(List.of(struct("user", 2), new BtfType.Ptr(3), struct("foo", 4), INT), dedup(types));
        }

        @Test
        @DisplayName("an enum without values with the enum of its name, also one of 64 bits")
        void forwardEnum() {
            BtfType.Enum small = new BtfType.Enum("e", 4, false, List.of(new BtfEnumerator("A", 1)));
            BtfType.Enum64 large = new BtfType.Enum64("f", 8, false, List.of(new BtfEnumerator("B", 1L << 40)));
            assertEquals(
                    List.of(new BtfType.Ptr(3), new BtfType.Ptr(4), small, large),
                    dedup(
                            new BtfType.Ptr(3),
                            new BtfType.Ptr(4),
                            new BtfType.Enum("e", 4, false, List.of()),
                            new BtfType.Enum("f", 4, false, List.of()),
                            small,
                            large));
        }

        @Test
        @DisplayName("declarations of a function of the kernel, and equal tags")
        void declarationsAndTags() {
            List<BtfType> once = List.of(
                    new BtfType.FuncProto(0, List.of()),
                    new BtfType.Func("kfunc", 1, BtfLinkage.EXTERN),
                    new BtfType.DeclTag("tag", 2, -1, false),
                    new BtfType.TypeTag("user", 0, false));
            assertEquals(once, dedup(copies(once, 2)));
        }

        @Test
        @DisplayName("forward declarations of one name that nothing defines")
        void undefined() {
            assertEquals(
                    List.of(new BtfType.Fwd("foo", false), new BtfType.Ptr(1), new BtfType.Fwd("foo", true)),
                    dedup(
                            new BtfType.Fwd("foo", false),
                            new BtfType.Ptr(1),
                            new BtfType.Fwd("foo", false),
                            new BtfType.Fwd("foo", true),
                            new BtfType.Ptr(3)));
        }
    }

    @Nested
    @DisplayName("leaves apart")
    final class LeavesApart {
        @Test
        @DisplayName("two structs of one name, and all that leads to them")
        void namesakes() {
            List<BtfType> types = List.of(
                    INT,
                    LONG,
                    struct("foo", 1),
                    struct("foo", 2),
                    new BtfType.Ptr(3),
                    new BtfType.Ptr(4),
                    struct("user", 5),
                    struct("user", 6));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("a forward declaration whose name has several definitions, and what leads to it")
        void ambiguous() {
            List<BtfType> types = List.of(
                    INT,
                    LONG,
                    struct("foo", 1),
                    struct("foo", 2),
                    new BtfType.Fwd("foo", false),
                    new BtfType.Ptr(5),
                    struct("user", 6),
                    new BtfType.Ptr(3),
                    struct("user", 8));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("definitions that differ only because another name has several definitions")
        void ambiguousBehindAnother() {
            List<BtfType> types = List.of(
                    INT,
                    LONG,
                    struct("inner", 1),
                    struct("inner", 2),
                    new BtfType.Ptr(3),
                    new BtfType.Ptr(4),
                    struct("outer", 5),
                    struct("outer", 6),
                    new BtfType.Fwd("outer", false),
                    new BtfType.Fwd("inner", false),
                    new BtfType.Ptr(9),
                    new BtfType.Ptr(10));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("a forward-declared union and the struct of its name")
        void otherKeyword() {
            List<BtfType> types = List.of(new BtfType.Fwd("foo", true), struct("foo"), new BtfType.Ptr(1));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("variables and DATASECs, however equal")
        void variables() {
            List<BtfType> types = List.of(
                    INT,
                    new BtfType.Var("counter", 1, BtfLinkage.STATIC),
                    new BtfType.Var("counter", 1, BtfLinkage.STATIC),
                    new BtfType.DataSec(".bss", 4, List.of(new BtfVarSecInfo(2, 0, 4))),
                    new BtfType.DataSec(".bss", 4, List.of(new BtfVarSecInfo(2, 0, 4))));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("functions with code of their own, but not their prototypes")
        void functionsWithCode() {
            List<BtfType> types = List.of(
                    new BtfType.FuncProto(0, List.of()),
                    new BtfType.Func("helper", 1, BtfLinkage.STATIC),
                    new BtfType.FuncProto(0, List.of()),
                    new BtfType.Func("helper", 3, BtfLinkage.STATIC));
            BtfExt ext = new BtfExt(
                    new BtfExt.Area<>(
                            8,
                            List.of(new BtfExt.Section<>(
                                    ".text",
                                    List.of(
                                            new BtfExt.FuncInfo(0, 2, BtfRecordTail.NONE),
                                            new BtfExt.FuncInfo(16, 4, BtfRecordTail.NONE))))),
                    BtfExt.Area.absent(),
                    BtfExt.Area.absent());
            BtfDedup dedup = BtfDedup.of(Btf.of(ByteOrder.LITTLE_ENDIAN, types), ext);

            assertEquals(
                    List.of(
                            new BtfType.FuncProto(0, List.of()),
                            new BtfType.Func("helper", 1, BtfLinkage.STATIC),
                            new BtfType.Func("helper", 1, BtfLinkage.STATIC)),
                    withoutVoid(dedup.btf()));
            assertEquals(
                    List.of(2, 3),
                    dedup.ext().functions().sections().get(0).records().stream()
                            .map(BtfExt.FuncInfo::type)
                            .toList());
        }

        @Test
        @DisplayName("functions whose parameters are tagged differently")
        void taggedFunctions() {
            List<BtfType> types = List.of(
                    new BtfType.FuncProto(0, List.of()),
                    new BtfType.Func("helper", 1, BtfLinkage.STATIC),
                    new BtfType.Func("helper", 1, BtfLinkage.STATIC),
                    new BtfType.DeclTag("arg:ctx", 2, 0, false));
            assertEquals(types, dedup(types));
        }

        @Test
        @DisplayName("types that differ in any detail")
        void details() {
            BtfMember member = new BtfMember("a", 1, 8, 0);
            List<BtfType> different = List.of(
                    INT,
                    LONG,
                    new BtfType.Int("int", 4, 0, 0, 32),
                    new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 31),
                    new BtfType.Int("int", 8, BtfType.Int.SIGNED, 0, 32),
                    new BtfType.Float("int", 4),
                    new BtfType.Float("int", 8),
                    new BtfType.Ptr(1),
                    new BtfType.Const(1),
                    new BtfType.Volatile(1),
                    new BtfType.Restrict(1),
                    new BtfType.Ptr(0),
                    new BtfType.Typedef("t", 1),
                    new BtfType.Typedef("u", 1),
                    new BtfType.TypeTag("t", 1, false),
                    new BtfType.TypeTag("t", 1, true),
                    new BtfType.TypeTag("u", 1, false),
                    new BtfType.Array(1, 1, 2),
                    new BtfType.Array(1, 1, 3),
                    new BtfType.Array(2, 1, 2),
                    new BtfType.Struct("s", 8, false, List.of(member)),
                    new BtfType.Struct("", 8, false, List.of(member)),
                    new BtfType.Struct("s", 9, false, List.of(member)),
                    new BtfType.Struct("s", 8, true, List.of(member)),
                    new BtfType.Struct("s", 8, true, List.of(new BtfMember("a", 1, 8, 3))),
                    new BtfType.Struct("s", 8, false, List.of(new BtfMember("b", 1, 8, 0))),
                    new BtfType.Struct("s", 8, false, List.of(new BtfMember("a", 2, 8, 0))),
                    new BtfType.Struct("s", 8, false, List.of(new BtfMember("a", 1, 16, 0))),
                    new BtfType.Struct("s", 8, false, List.of(member, member)),
                    new BtfType.Union("s", 8, false, List.of(member)),
                    new BtfType.Enum("e", 4, false, List.of(new BtfEnumerator("A", 1))),
                    new BtfType.Enum("e", 4, true, List.of(new BtfEnumerator("A", 1))),
                    new BtfType.Enum("e", 4, false, List.of(new BtfEnumerator("A", 2))),
                    new BtfType.Enum("e", 4, false, List.of(new BtfEnumerator("B", 1))),
                    new BtfType.Enum("e", 1, false, List.of(new BtfEnumerator("A", 1))),
                    new BtfType.Enum64("e", 4, false, List.of(new BtfEnumerator("A", 1))),
                    new BtfType.FuncProto(1, List.of(new BtfParam("p", 1))),
                    new BtfType.FuncProto(1, List.of(new BtfParam("q", 1))),
                    new BtfType.FuncProto(1, List.of(new BtfParam("p", 2))),
                    new BtfType.FuncProto(0, List.of(new BtfParam("p", 1))),
                    new BtfType.FuncProto(1, List.of(new BtfParam("p", 1), new BtfParam("", 0))),
                    new BtfType.Func("f", 37, BtfLinkage.EXTERN),
                    new BtfType.Func("f", 38, BtfLinkage.EXTERN),
                    new BtfType.Func("f", 37, BtfLinkage.STATIC),
                    new BtfType.DeclTag("d", 42, -1, false),
                    new BtfType.DeclTag("d", 42, 0, false),
                    new BtfType.DeclTag("d", 42, -1, true),
                    new BtfType.DeclTag("c", 42, -1, false));

            assertEquals(different, dedup(different));
            assertEquals(different, dedup(copies(different, 2)), "and one of each copy");
        }
    }

    @Test
    @DisplayName("finds the classes that comparing all pairs finds")
    void isTheCoarsestPartition() {
        Random random = new Random(4);
        int merged = 0;
        for (int round = 0; round < 2_000; round++) {
            List<BtfType> types = randomTypes(random, 1 + random.nextInt(24));
            int expected = classesByPairs(types);
            List<BtfType> once = dedup(types);
            merged += expected < types.size() ? 1 : 0;

            assertEquals(expected, once.size(), () -> "of " + types);
            assertEquals(once, dedup(once), "deduplicated again");
            assertEquals(expected, classesByPairs(once), "nothing equal is left");
        }
        assertTrue(merged > 1_000, merged + " rounds had equal types");
    }

    @Test
    @DisplayName("lets CO-RE relocations refer to the types that stay")
    void relocations() {
        BtfExt ext = new BtfExt(
                BtfExt.Area.absent(),
                BtfExt.Area.absent(),
                new BtfExt.Area<>(
                        16,
                        List.of(new BtfExt.Section<>(
                                "xdp", List.of(new BtfExt.CoreRelocation(8, 11, "0:1", 0, BtfRecordTail.NONE))))));
        BtfDedup dedup = BtfDedup.of(Btf.of(ByteOrder.BIG_ENDIAN, copies(CYCLE, 2)), ext);

        assertEquals(
                new BtfExt.CoreRelocation(8, 5, "0:1", 0, BtfRecordTail.NONE),
                dedup.ext().relocations().sections().get(0).records().get(0));
        assertEquals(ByteOrder.BIG_ENDIAN, dedup.btf().byteOrder());
    }

    @Test
    @DisplayName("makes one of four copies of this kernel's types")
    void kernelTypes() throws Exception {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), vmlinux + " can't be read");
        List<BtfType> types = withoutVoid(Btf.read(Files.readAllBytes(vmlinux), ByteOrder.nativeOrder()));

        List<BtfType> one = dedup(types);
        List<BtfType> four = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> dedup(copies(types, 4)));
        assertEquals(one, four.subList(0, one.size()));
        assertTrue(four.subList(one.size(), four.size()).stream().noneMatch(BtfDedupTest::isMerged));
    }

    /** Copies of variables and of what is said of them stay. */
    private static boolean isMerged(BtfType type) {
        return !(type instanceof BtfType.Var || type instanceof BtfType.DataSec || type instanceof BtfType.DeclTag);
    }

    @Test
    @DisplayName("takes no longer for chains in which only the far end differs")
    void longChains() {
        int length = 200_000;
        List<BtfType> types = new ArrayList<>(List.of(INT, LONG));
        for (int end = 1; end <= 2; end++) {
            types.add(new BtfType.Ptr(end));
            for (int i = 1; i < length; i++) {
                types.add(new BtfType.Ptr(types.size()));
            }
        }
        assertEquals(types, assertTimeoutPreemptively(Duration.ofSeconds(60), () -> dedup(types)));
    }

    @Test
    @DisplayName("takes no longer where each forward declaration makes the next one ambiguous")
    void chainsOfForwards() {
        List<BtfType> types = new ArrayList<>(List.of(INT, LONG, struct("s0", 1), struct("s0", 2)));
        int previous = 3;
        for (int i = 1; i < 1_000; i++) {
            // Both are the same for as long as the declaration stands for the first definition.
            int declaration = types.size() + 1;
            types.add(new BtfType.Fwd("s" + (i - 1), false));
            types.add(new BtfType.Ptr(declaration));
            types.add(struct("s" + i, declaration + 1));
            types.add(new BtfType.Ptr(previous));
            types.add(struct("s" + i, declaration + 3));
            previous = declaration + 2;
        }
        List<BtfType> once = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> dedup(types));
        assertEquals(types, once);
    }

    private static List<BtfType> dedup(BtfType... types) {
        return dedup(List.of(types));
    }

    private static List<BtfType> dedup(List<BtfType> types) {
        return withoutVoid(BtfDedup.of(Btf.of(ByteOrder.LITTLE_ENDIAN, types), BtfExt.EMPTY)
                .btf());
    }

    private static List<BtfType> withoutVoid(Btf btf) {
        return btf.types().subList(1, btf.types().size());
    }

    /** A struct of 8 bytes for each member, with members m0, m1 and so on. */
    private static BtfType struct(String name, int... types) {
        List<BtfMember> members = new ArrayList<>();
        for (int type : types) {
            members.add(new BtfMember("m" + members.size(), type, 64L * members.size(), 0));
        }
        return new BtfType.Struct(name, 8L * types.length, false, members);
    }

    private static List<BtfType> copies(List<BtfType> types, int times) {
        List<BtfType> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int before = all.size();
            types.forEach(type -> all.add(type.withReferences(id -> id == 0 ? 0 : id + before)));
        }
        return all;
    }

    private static List<BtfType> randomTypes(Random random, int size) {
        List<BtfType> types = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int one = random.nextInt(size + 1);
            int other = random.nextInt(size + 1);
            types.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new BtfType.Ptr(one);
                        case 1 -> new BtfType.Typedef("t", one);
                        case 2 -> struct("s", one, other);
                        default -> struct("s", one);
                    });
        }
        return types;
    }

    /** How many types differ: pairs are taken for equal until something tells them apart. */
    private static int classesByPairs(List<BtfType> types) {
        int size = types.size() + 1;
        boolean[][] different = new boolean[size][size];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    if (!different[a][b] && differ(types, a, b, different)) {
                        different[a][b] = true;
                        changed = true;
                    }
                }
            }
        }
        int classes = 0;
        for (int a = 1; a < size; a++) {
            boolean first = true;
            for (int b = 1; b < a; b++) {
                first &= different[a][b];
            }
            classes += first ? 1 : 0;
        }
        return classes;
    }

    private static boolean differ(List<BtfType> types, int a, int b, boolean[][] different) {
        if (a == 0 || b == 0) {
            return a != b;
        }
        BtfType one = types.get(a - 1);
        BtfType other = types.get(b - 1);
        if (!one.withReferences(id -> 0).equals(other.withReferences(id -> 0))) {
            return true;
        }
        int[] left = one.references().toArray();
        int[] right = other.references().toArray();
        for (int i = 0; i < left.length; i++) {
            if (different[left[i]][right[i]]) {
                return true;
            }
        }
        return false;
    }
}
