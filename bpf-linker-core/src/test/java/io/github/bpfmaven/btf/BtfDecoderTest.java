package io.github.bpfmaven.btf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Types that are decoded when they are asked for")
final class BtfDecoderTest {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final Pattern REFERENCE = Pattern.compile("type_id=(\\d+)");
    private static final int SAMPLE = 500;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("are those of a kernel that bpftool prints: kind, name, all types that they name")
    void areThoseOfKernel() throws IOException, InterruptedException, BtfFormatException {
        Kernel.require();
        Btf kernel = vmlinux();

        assertEquals(
                bpftool("btf", "dump", "file", VMLINUX.toString()),
                lines(kernel).toList());
    }

    @Test
    @DisplayName("are those of split BTF over a kernel's that bpftool prints")
    void areThoseOfSplit() throws IOException, InterruptedException, BtfFormatException {
        Kernel.require();
        Btf kernel = vmlinux();
        Path file = Files.write(
                directory.resolve("split"),
                SampleBtf.everyKindOver(kernel, "_own").write());
        Btf split = Btf.readSplit(kernel, Files.readAllBytes(file));

        assertEquals(
                bpftool("-B", VMLINUX.toString(), "btf", "dump", "file", file.toString()),
                lines(split).skip(split.firstOwnId() - 1L).toList());
    }

    @Test
    @DisplayName(
            "are the same in whatever order and by however many threads they are asked for, and after they were written")
    void areTheSameInAnyOrder() throws IOException, BtfFormatException {
        Kernel.require();
        Btf inOrder = vmlinux();
        List<BtfType> types = List.copyOf(inOrder.types());
        Btf shuffled = vmlinux();
        List<Integer> ids =
                new ArrayList<>(IntStream.range(0, types.size()).boxed().toList());
        Collections.shuffle(ids, new Random(5));

        assertTrue(ids.parallelStream()
                .allMatch(id -> shuffled.type(id).equals(types.get(id))
                        && shuffled.kind(id) == types.get(id).kind()
                        && shuffled.type(id) == shuffled.type(id)));
        assertEquals(types, Btf.read(shuffled.write(), ByteOrder.nativeOrder()).types());
    }

    @Test
    @DisplayName("are found by kind and name: the same of a kernel's as by looking at each")
    void areFoundByName() throws IOException, BtfFormatException {
        Kernel.require();
        Btf kernel = vmlinux();
        Map<String, List<Integer>> all = new HashMap<>();
        for (int id = 1; id < kernel.types().size(); id++) {
            BtfType type = kernel.type(id);
            if (!type.name().isEmpty()) {
                all.computeIfAbsent(type.kind() + " " + type.name(), key -> new ArrayList<>())
                        .add(id);
            }
        }

        all.forEach((key, ids) -> {
            BtfType first = kernel.type(ids.get(0));
            assertEquals(ids, kernel.ids(first.kind(), first.name()).boxed().toList(), key);
        });
        assertEquals(0, kernel.ids(BtfKind.STRUCT, "no_such_struct").count());
        assertEquals(0, kernel.ids(BtfKind.PTR, "task_struct").count());
    }

    @Test
    @DisplayName("are found by the stem of their name in what was read, what was put together, and over a base")
    void areFoundByStem() throws BtfFormatException {
        List<String> names = List.of(
                "a",
                "a___b",
                "a___b___c",
                "b",
                "a__b",
                "___a",
                "a____b",
                "a___",
                "gr\u00f6e",
                "gr\u00f6e___\u00e4",
                "_",
                "\udcf6",
                "int");
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Btf made = Btf.of(order, structs(names));
            Btf base = Btf.of(order, structs(names.subList(0, 4)));
            Btf split = Btf.splitOf(base, structs(names.subList(4, names.size())));
            Btf read = Btf.read(made.write(), order);
            for (Btf btf : List.of(made, read, split, Btf.readSplit(base, split.write()))) {
                assertEquals(List.of(1, 2, 3, 7, 8), stem(btf, "a"));
                assertEquals(List.of(1, 2, 3, 7, 8), stem(btf, "a___z"));
                assertEquals(List.of(9, 10), stem(btf, "gr\u00f6e"));
                assertEquals(List.of(6), stem(btf, "___z"));
                assertEquals(List.of(), stem(btf, "c"));
                for (int i = 0; i < names.size(); i++) {
                    assertEquals(
                            List.of(i + 1),
                            btf.ids(BtfKind.STRUCT, names.get(i)).boxed().toList());
                }
                assertEquals(0, btf.ids(BtfKind.UNION, "a").count());
            }
        }
    }

    @Test
    @DisplayName("have ids from 0 on, and no others")
    void haveNoOtherIds() throws BtfFormatException {
        Btf base = SampleBtf.everyKind(ByteOrder.BIG_ENDIAN);
        Btf split = Btf.readSplit(base, SampleBtf.everyKindOver(base, "_own").write());

        for (Btf btf : List.of(base, split, Btf.read(base.write(), ByteOrder.BIG_ENDIAN))) {
            int end = btf.types().size();
            assertEquals(new BtfType.Void(), btf.type(0));
            assertEquals(BtfKind.VOID, btf.kind(0));
            assertThrows(IndexOutOfBoundsException.class, () -> btf.type(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> btf.kind(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> btf.type(end));
            assertThrows(IndexOutOfBoundsException.class, () -> btf.kind(end));
            assertThrows(IndexOutOfBoundsException.class, () -> btf.types().get(end));
        }
        assertSame(base.type(1), split.type(1));
    }

    @Test
    @DisplayName("of a damaged kernel's are all there and are found, or the whole is refused")
    void mayBeDamaged() throws IOException {
        Kernel.require();
        byte[] section = Files.readAllBytes(VMLINUX);
        Random random = new Random(6);
        BtfDamage damage = new BtfDamage(random, ByteOrder.nativeOrder());
        int read = 0;
        for (int round = 0; round < SAMPLE; round++) {
            byte[] damaged = damage.to(section);
            try {
                Btf btf = Btf.read(damaged, ByteOrder.nativeOrder());
                for (int i = 0; i < SAMPLE; i++) {
                    int id = random.nextInt(btf.types().size());
                    btf.size(id);
                    String name = btf.type(id).name();
                    assertTrue(name.isEmpty() || btf.ids(btf.kind(id), name).anyMatch(found -> found == id), name);
                }
                read++;
            } catch (BtfFormatException refused) {
                assertTrue(refused.offset() >= 0 && refused.offset() <= damaged.length, refused.getMessage());
            }
        }
        assertTrue(read > SAMPLE / 20, read + " read");
        assertTrue(read < SAMPLE - SAMPLE / 20, read + " read");
    }

    private static Btf vmlinux() throws IOException, BtfFormatException {
        return Btf.read(Files.readAllBytes(VMLINUX), ByteOrder.nativeOrder());
    }

    private static List<BtfType.Struct> structs(List<String> names) {
        return names.stream()
                .map(name -> new BtfType.Struct(name, 0, false, List.of()))
                .toList();
    }

    private static List<Integer> stem(Btf btf, String name) {
        return btf.idsOfStem(BtfKind.STRUCT, name).boxed().toList();
    }

    private static Stream<String> lines(Btf btf) {
        return IntStream.range(1, btf.types().size()).mapToObj(id -> {
            BtfType type = btf.type(id);
            return "[" + id + "] " + type.kind() + " '" + (type.name().isEmpty() ? "(anon)" : type.name()) + "' "
                    + type.references().boxed().toList();
        });
    }

    /** The same of what bpftool prints: a line for each type, and lines for its members behind it. */
    private static List<String> bpftool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("format", "raw"));
        List<String> types = new ArrayList<>();
        for (String type : Kernel.dumpBtf(command.toArray(String[]::new)).split("\n(?=\\[)")) {
            String head = type.replaceFirst("(?s)' .*", "' ").replaceFirst("(?s)'$", "' ");
            types.add(head
                    + REFERENCE
                            .matcher(type)
                            .results()
                            .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                            .toList());
        }
        return types;
    }
}
