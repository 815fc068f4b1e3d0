package io.github.bpfmaven.relocation;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfObject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("CO-RE relocations, with the types of a kernel,")
final class CoreTargetTest {
    @TempDir
    Path directory;

    private CoreSamples little() {
        return new CoreSamples(directory, BpfTarget.BPFEL);
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("find a member by its name wherever it has gone, also into members without a name")
    void moved(BpfTarget target) throws Exception {
        var samples = new CoreSamples(directory, target);
        var kernel = samples.kernel("""
                struct part { char first, second; };
                struct thing {
                    long added;
                    union { int one; struct { short other; const struct part parts[4]; }; };
                    int flat;
                } thing;
                """);
        var program = samples.asks(
                """
                struct part___old { char second; } CORE;
                struct thing___old { union { int flat; }; short other; struct part___old parts[9]; int gone; } CORE;
                """,
                "bpf_core_field_offset(struct thing___old, flat)",
                "bpf_core_field_offset(struct thing___old, other)",
                "bpf_core_field_offset(struct thing___old, parts[3].second)",
                "bpf_core_field_offset(struct thing___old, parts[4].second)",
                "bpf_core_field_size(struct thing___old, parts)",
                "bpf_core_field_size(struct thing___old, parts[1])",
                "bpf_core_field_exists(struct thing___old, gone)",
                "bpf_core_field_size(struct thing___old, gone)",
                "bpf_core_field_exists(struct thing___old, other)");

        assertEquals(
                answers(Map.of(
                        "FIELD_BYTE_OFFSET struct thing___old.flat", "20",
                        "FIELD_BYTE_OFFSET struct thing___old.other", "8",
                        "FIELD_BYTE_OFFSET struct thing___old.parts[3].second", "17",
                        "FIELD_BYTE_OFFSET struct thing___old.parts[4].second", "",
                        "FIELD_BYTE_SIZE struct thing___old.parts", "8",
                        "FIELD_BYTE_SIZE struct thing___old.parts[1]", "2",
                        "FIELD_EXISTS struct thing___old.gone", "0",
                        "FIELD_BYTE_SIZE struct thing___old.gone", "",
                        "FIELD_EXISTS struct thing___old.other", "1")),
                CoreSamples.answers(kernel, program));
    }

    @ParameterizedTest
    @CsvSource({
        // The field's bits begin at bit 5 of the int's, counted from the low end, or from the high end of a big-endian
        // one.
        "BPFEL, 4, 52, 57",
        "BPFEB, 4, 37, 57",
    })
    @DisplayName("shift a bit-field out of the integer around it, in the kernel's byte order")
    void bitFields(BpfTarget target, int offset, int left, int right) throws Exception {
        var samples = new CoreSamples(directory, target);
        var kernel = samples.kernel("struct thing { int added; int early : 5, field : 7; } thing;");
        var program = samples.asks(
                "struct thing { unsigned field : 20; } CORE;",
                "bpf_core_field_offset(struct thing, field)",
                "bpf_core_field_size(struct thing, field)",
                "__builtin_preserve_field_info(((struct thing *)0)->field, BPF_FIELD_SIGNED)",
                "__builtin_preserve_field_info(((struct thing *)0)->field, BPF_FIELD_LSHIFT_U64)",
                "__builtin_preserve_field_info(((struct thing *)0)->field, BPF_FIELD_RSHIFT_U64)");

        assertEquals(
                answers(Map.of(
                        "FIELD_BYTE_OFFSET struct thing.field", "" + offset,
                        "FIELD_BYTE_SIZE struct thing.field", "4",
                        "FIELD_SIGNED struct thing.field", "1",
                        "FIELD_LSHIFT_U64 struct thing.field", "" + left,
                        "FIELD_RSHIFT_U64 struct thing.field", "" + right)),
                CoreSamples.answers(kernel, program));
    }

    @Test
    @DisplayName("take an array without a length for one of any length only at the end of a struct")
    void flexibleArrays() throws Exception {
        var kernel = little().kernel("""
                struct last { int count; short tail[]; } *last;
                struct zero { int count; short tail[0]; } zero;
                struct inside { int count; short tail[0]; int more; } inside;
                """);
        var program = little().asks(
                        """
                struct last { short tail[1]; } CORE;
                struct zero { short tail[0]; } CORE;
                struct inside { short tail[0]; } CORE;
                """,
                        "bpf_core_field_offset(struct last, tail[0])",
                        "bpf_core_field_offset(struct zero, tail[300])",
                        "bpf_core_field_exists(struct inside, tail[0])",
                        "bpf_core_field_exists(struct inside, tail)");

        assertEquals(
                answers(Map.of(
                        "FIELD_BYTE_OFFSET struct last.tail[0]", "4",
                        "FIELD_BYTE_OFFSET struct zero.tail[300]", "604",
                        "FIELD_EXISTS struct inside.tail[0]", "0",
                        "FIELD_EXISTS struct inside.tail", "1")),
                CoreSamples.answers(kernel, program));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("ask whether there is a type, how large it is, and whether it has all that the program's has")
    void types(BpfTarget target) throws Exception {
        var samples = new CoreSamples(directory, target);
        var kernel = samples.kernel("""
                struct node { struct node *next; long value; } node;
                struct has { struct node *node; int list[3]; int (*call)(struct node *, long); unsigned size; } has;
                typedef int (*callback_t)(struct node *, int);
                callback_t callback;
                enum color { RED, GREEN, BLUE } color;
                """);
        var program = samples.asks(
                """
                struct node { struct node *next; };
                struct has { int (*call)(struct node *, long); struct node *node; int list[3]; };
                struct has___signed { int size; };
                struct has___longer { int list[4]; };
                struct has___other { struct has *node; };
                struct none;
                typedef int (*callback_t)(struct has *, long);
                typedef int (*callback_t___two)(struct node *, int, int);
                enum color___some { BLUE___x = 7, RED___x };
                """,
                "bpf_core_type_exists(struct node)",
                "bpf_core_type_size(struct node)",
                "bpf_core_type_exists(callback_t)",
                "bpf_core_type_exists(callback_t___two)",
                "bpf_core_type_matches(struct has)",
                "bpf_core_type_matches(struct has___signed)",
                "bpf_core_type_matches(struct has___longer)",
                "bpf_core_type_matches(struct has___other)",
                "bpf_core_type_matches(enum color___some)",
                "bpf_core_enum_value(enum color___some, BLUE___x)");

        assertEquals(
                answers(Map.ofEntries(
                        Map.entry("TYPE_EXISTS struct node", "1"),
                        Map.entry("TYPE_SIZE struct node", "16"),
                        Map.entry("TYPE_EXISTS callback_t", "1"),
                        Map.entry("TYPE_EXISTS callback_t___two", "0"),
                        Map.entry("TYPE_MATCHES struct has", "1"),
                        Map.entry("TYPE_MATCHES struct has___signed", "0"),
                        Map.entry("TYPE_MATCHES struct has___longer", "0"),
                        Map.entry("TYPE_MATCHES struct has___other", "0"),
                        Map.entry("TYPE_MATCHES enum color___some", "1"),
                        Map.entry("ENUMVAL_VALUE enum color___some.BLUE___x", "2"))),
                CoreSamples.answers(kernel, program));
    }

    @Test
    @DisplayName("find enumerators by name, whether the enum has 32 or 64 bits")
    void enums() throws Exception {
        var kernel = little().kernel("""
                enum small { MINUS = -3, PLUS = 2 } small;
                enum unsigned_one { MOST = 0xffffffff } unsigned_one;
                enum grown { BIG = 0x123456789aULL, OLD = 4 } grown;
                """);
        var program = little().asks(
                        """
                enum small { PLUS, MINUS };
                enum unsigned_one { MOST };
                enum grown { OLD, NEVER };
                """,
                        "bpf_core_enum_value(enum small, MINUS)",
                        "bpf_core_enum_value(enum unsigned_one, MOST)",
                        "bpf_core_enum_value(enum grown, OLD)",
                        "bpf_core_enum_value_exists(enum grown, OLD)",
                        "bpf_core_enum_value_exists(enum grown, NEVER)",
                        "bpf_core_enum_value(enum grown, NEVER)");

        assertEquals(
                answers(Map.of(
                        "ENUMVAL_VALUE enum small.MINUS", "-3",
                        // As libbpf does it: it sign-extends what is unsigned.
                        "ENUMVAL_VALUE enum unsigned_one.MOST", "-1",
                        "ENUMVAL_VALUE enum grown.OLD", "4",
                        "ENUMVAL_EXISTS enum grown.OLD", "1",
                        "ENUMVAL_EXISTS enum grown.NEVER", "0",
                        "ENUMVAL_VALUE enum grown.NEVER", "")),
                CoreSamples.answers(kernel, program));
    }

    @Test
    @DisplayName("take a field of another kind of type for none")
    void incompatible() throws Exception {
        var kernel = little().kernel(
                        "struct inner { int x; }; enum e { E }; struct thing { int number; int *pointer; struct inner inner; enum e e; } thing;");
        var program = little().asks(
                        """
                struct other_name { int x; };
                struct thing___a { long number; char *pointer; struct other_name inner; } CORE;
                struct thing___b { int *number; long pointer; int inner; enum f { F } e; } CORE;
                """,
                        "bpf_core_field_exists(struct thing___a, number)",
                        "bpf_core_field_exists(struct thing___a, pointer)",
                        "bpf_core_field_exists(struct thing___a, inner)",
                        "bpf_core_field_exists(struct thing___b, number)",
                        "bpf_core_field_exists(struct thing___b, pointer)",
                        "bpf_core_field_exists(struct thing___b, inner)",
                        "bpf_core_field_exists(struct thing___b, e)");

        assertEquals(
                answers(Map.of(
                        "FIELD_EXISTS struct thing___a.number", "1",
                        "FIELD_EXISTS struct thing___a.pointer", "1",
                        "FIELD_EXISTS struct thing___a.inner", "1",
                        "FIELD_EXISTS struct thing___b.number", "0",
                        "FIELD_EXISTS struct thing___b.pointer", "0",
                        "FIELD_EXISTS struct thing___b.inner", "0",
                        "FIELD_EXISTS struct thing___b.e", "0")),
                CoreSamples.answers(kernel, program));
    }

    @Test
    @DisplayName("take all types of a name that have what is asked for, and only these when the next is asked for")
    void severalTypes() throws Exception {
        var program = little().asks(
                        "struct thing { int a, b, c; } CORE;",
                        "bpf_core_field_exists(struct thing, a)",
                        "bpf_core_field_exists(struct thing, b)",
                        "bpf_core_field_exists(struct thing, c)");
        var kernel = kernel(
                new BtfType.Struct("thing", 8, false, List.of(member("a", 0), member("b", 32))),
                new BtfType.Struct("thing", 8, false, List.of(member("c", 0))),
                new BtfType.Struct("thing___2", 12, false, List.of(member("a", 0), member("c", 32))));

        var resolutions = CoreTarget.of(kernel).resolve(program);

        var first = assertInstanceOf(CoreResolution.Found.class, resolutions.get(0));
        assertEquals(List.of(2, 4), first.targets().stream().map(CoreSpec::type).toList());
        var second = assertInstanceOf(CoreResolution.Found.class, resolutions.get(1));
        assertEquals(List.of(2), second.targets().stream().map(CoreSpec::type).toList());
        var third = assertInstanceOf(CoreResolution.Absent.class, resolutions.get(2));
        assertEquals(List.of(2), third.candidates());
    }

    @Test
    @DisplayName("fail where the types of a name say different things, and name the place")
    void ambiguous() throws Exception {
        var program = little().asks("struct thing { int a; } CORE;", "bpf_core_field_offset(struct thing, a)");
        var kernel = kernel(
                new BtfType.Struct("thing", 8, false, List.of(member("a", 0))),
                new BtfType.Struct("thing", 8, false, List.of(member("a", 32))));

        var failure = assertThrows(
                CoreRelocationException.class, () -> CoreTarget.of(kernel).resolve(program));
        assertEquals(
                "relocation at offset 0x0 of function ask in section raw_tp/sys_enter (FIELD_BYTE_OFFSET, struct thing, access"
                        + " \"0:0\"): the kernel has more than one type of that name, and they do not agree: struct thing.a in"
                        + " [2] and in [3]",
                failure.getMessage());
    }

    @Test
    @DisplayName("count a pointer in a kernel of 32 bits as 4 bytes")
    void smallPointers() throws Exception {
        var program = little().asks(
                        "struct thing { void *list[2]; } CORE;",
                        "bpf_core_field_size(struct thing, list)",
                        "bpf_core_field_offset(struct thing, list[1])");
        var kernel = Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("long unsigned int", 4, 0, 0, 32),
                        new BtfType.Ptr(0),
                        new BtfType.Array(2, 1, 2),
                        new BtfType.Struct("thing", 12, false, List.of(new BtfMember("list", 3, 32, 0)))));

        assertEquals(
                answers(Map.of(
                        "FIELD_BYTE_SIZE struct thing.list", "8", "FIELD_BYTE_OFFSET struct thing.list[1]", "8")),
                CoreSamples.answers(kernel, program));
    }

    @Test
    @DisplayName("are not taken for a kernel of the other byte order")
    void otherByteOrder() throws Exception {
        var program = little().asks("struct thing { int a; } CORE;", "bpf_core_type_size(struct thing)");
        var kernel = Btf.of(ByteOrder.BIG_ENDIAN, List.of());

        var failure = assertThrows(
                CoreRelocationException.class, () -> CoreTarget.of(kernel).resolve(program));
        assertEquals(
                "the object is LITTLE_ENDIAN, the kernel's BTF is BIG_ENDIAN: take the object that was built for the kernel's"
                        + " byte order",
                failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0:9 | 0 | struct thing, which it leads into, has no member or element with the index 9",
                "0:0:0 | 0 | int, which it leads into, has no member or element with the index 0",
                "0:x | 0 | its access is not made of numbers with colons between them",
                "'' | 0 | its access is not made of numbers with colons between them",
                "0:4294967295 | 0 | the index 4294967295 in it is too large",
                "2147483647 | 0 | it leads further than 512 MiB from where it starts",
                "0:0 | 8 | it is about a type, whose access can only be \"0\"",
                "0 | 10 | there is no such enumerator",
                "0:0 | 77 | no kind of relocation that Linux 6.18 knows has the number 77",
                "0:0 | -1 | no kind of relocation that Linux 6.18 knows has the number 4294967295",
                "0:1:0 | 4 | an element of an array has no sign and no shifts"
            })
    @DisplayName("fail if they are damaged, and say how")
    void damaged(String access, int kind, String problem) throws Exception {
        var types = kernel(
                new BtfType.Array(1, 1, 2),
                new BtfType.Struct("thing", 12, false, List.of(member("a", 0), new BtfMember("list", 2, 32, 0))));
        var program = program(types, new BpfCoreRelocation("xdp", Optional.empty(), 24, 3, access, kind));

        var failure = assertThrows(
                CoreRelocationException.class, () -> CoreTarget.of(types).resolve(program));
        assertTrue(failure.getMessage().startsWith("relocation at offset 0x18 of section xdp ("), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("access \"" + access + "\"): " + problem), failure.getMessage());
    }

    @Test
    @DisplayName("fail if they are about a type without a name, and if the object has no types")
    void nameless() throws Exception {
        var types = kernel(new BtfType.Struct("", 12, false, List.of(member("a", 0))));
        var relocation = new BpfCoreRelocation("xdp", Optional.empty(), 0, 2, "0:0", 0);
        var without = new BpfObject(
                ByteOrder.LITTLE_ENDIAN,
                true,
                Optional.empty(),
                BtfExt.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(relocation),
                Optional.empty());

        var nameless = assertThrows(
                CoreRelocationException.class, () -> CoreTarget.of(types).resolve(program(types, relocation)));
        assertTrue(nameless.getMessage().endsWith("no kernel's type is the same: give it one"), nameless.getMessage());
        var typeless = assertThrows(
                CoreRelocationException.class, () -> CoreTarget.of(types).resolve(without));
        assertEquals("the object has CO-RE relocations but no section .BTF", typeless.getMessage());
    }

    private static BtfMember member(String name, int bitOffset) {
        return new BtfMember(name, 1, bitOffset, 0);
    }

    /** The first type is {@code int}. */
    private static Btf kernel(BtfType... types) {
        var all = new ArrayList<BtfType>();
        all.add(new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32));
        all.addAll(List.of(types));
        return Btf.of(ByteOrder.LITTLE_ENDIAN, all);
    }

    private static BpfObject program(Btf types, BpfCoreRelocation relocation) {
        return new BpfObject(
                types.byteOrder(),
                true,
                Optional.of(types),
                BtfExt.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(relocation),
                Optional.empty());
    }

    private static Map<String, OptionalLong> answers(Map<String, String> expected) {
        return expected.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(entry.getValue())),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
