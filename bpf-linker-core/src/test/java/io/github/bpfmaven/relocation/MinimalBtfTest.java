package io.github.bpfmaven.relocation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The minimal BTF of some objects")
final class MinimalBtfTest {
    private static final String KERNEL = """
            struct node { struct node *next; long value; };
            struct part { char first, second; struct node *nodes; };
            typedef struct part part_t;
            struct thing {
                long unused;
                union { int one; struct { short other; const part_t parts[4]; }; };
                int early : 3, late : 4;
                struct node *node;
            } thing;
            enum color { RED, GREEN } color;
            enum wide { WIDE = 0x123456789aULL } wide;
            typedef int (*callback_t)(struct node *, enum color);
            callback_t callback;
            """;

    @TempDir
    Path directory;

    private CoreSamples little() {
        return new CoreSamples(directory, BpfTarget.BPFEL);
    }

    @Test
    @DisplayName("has the used members at their places, with what they are made of, and nothing that is pointed to")
    void members() throws Exception {
        var program = little().asks(
                        """
                struct part { char second; } CORE;
                struct thing { struct part parts[4]; int late : 4; void *node; int gone; } CORE;
                struct nowhere { int x; } CORE;
                """,
                        "bpf_core_field_offset(struct thing, parts[2].second)",
                        "bpf_core_field_size(struct thing, late)",
                        "bpf_core_field_size(struct thing, node)",
                        "bpf_core_field_exists(struct thing, gone)",
                        "bpf_core_type_exists(struct nowhere)");

        assertEquals(
                List.of(
                        "STRUCT part 16 {second@8 char}",
                        "STRUCT thing 96 {@64 UNION 72 {@0 STRUCT 72 {parts@64 [4] CONST (TYPEDEF part_t (STRUCT part 16"
                                + " {second@8 char}))}}, late@643:4 int, node@704 *VOID }",
                        "TYPEDEF part_t (STRUCT part 16 {second@8 char})"),
                TypeGraph.of(minimal(little().kernel(KERNEL), program)));
    }

    @Test
    @DisplayName(
            "has types that are asked for without their members, enums whole, and all members of those to be matched")
    void types() throws Exception {
        var program = little().asks(
                        """
                struct part { char first; };
                struct node { long value; };
                struct thing { long unused; };
                enum color { RED };
                typedef int (*callback_t)(void *, int);
                typedef int (*callback_t___same)(struct node *, enum color);
                enum wide { WIDE = 1ULL << 40 };
                """,
                        "bpf_core_type_size(struct thing)",
                        "bpf_core_type_matches(struct part)",
                        "bpf_core_type_exists(callback_t___same)",
                        "bpf_core_enum_value(enum wide, WIDE)");

        assertEquals(
                List.of(
                        "ENUM color [BtfEnumerator[name=RED, value=0], BtfEnumerator[name=GREEN, value=1]]",
                        "ENUM64 wide [BtfEnumerator[name=WIDE, value=78187493530]]",
                        "STRUCT node 16 {}",
                        "STRUCT part 16 {first@0 char, second@8 char, nodes@64 *STRUCT node}",
                        "STRUCT thing 96 {}",
                        "TYPEDEF callback_t (*INT int(*STRUCT node, ENUM color))"),
                TypeGraph.of(minimal(little().kernel(KERNEL), program)));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("answers all relocations of all objects as the whole does, in both byte orders, also once written")
    void sameAnswers(BpfTarget target) throws Exception {
        var samples = new CoreSamples(directory, target);
        var kernel = samples.kernel(KERNEL);
        var types = """
                struct part { char second; } CORE;
                struct thing { int other; struct part parts[4]; int late : 4; void *node; int gone; } CORE;
                struct thing___matching { struct node *node; };
                enum color { GREEN, BLUE };
                """;
        var one = samples.asks(
                types,
                "bpf_core_field_offset(struct thing, parts[2].second)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_LSHIFT_U64)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_RSHIFT_U64)",
                "bpf_core_field_size(struct thing, parts)");
        var other = samples.asks(
                types,
                "bpf_core_field_offset(struct thing, other)",
                "bpf_core_field_exists(struct thing, gone)",
                "bpf_core_type_matches(struct thing___matching)",
                "bpf_core_type_id_local(struct thing___matching)",
                "bpf_core_enum_value(enum color, GREEN)",
                "bpf_core_enum_value_exists(enum color, BLUE)");
        var objects = new LinkedHashMap<String, BpfObject>();
        objects.put("one.o", one);
        objects.put("other.o", other);

        var made = MinimalBtf.of(kernel, objects);
        var minimal = Btf.read(made.btf().write(), target.byteOrder());

        assertEquals(made.btf().types(), minimal.types());
        assertTrue(minimal.types().size() < kernel.types().size());
        for (var object : List.of(one, other)) {
            assertEquals(CoreSamples.answers(kernel, object), CoreSamples.answers(minimal, object));
        }
        assertEquals(
                List.copyOf(objects.keySet()), List.copyOf(made.resolutions().keySet()));
        assertEquals(made.resolutions().get("other.o"), CoreTarget.of(kernel).resolve(other));
    }

    @Test
    @DisplayName("gives a kernel's type the id that it has there")
    void kernelIds() throws Exception {
        var program = little().asks(
                        "struct part { int x; }; struct none { int x; };",
                        "bpf_core_type_id_kernel(struct part)",
                        "bpf_core_type_id_kernel(struct none)");

        var minimal = minimal(little().kernel(KERNEL), program);

        var answers = CoreSamples.answers(minimal, program);
        var id = (int) answers.get("TYPE_ID_TARGET struct part").orElseThrow();
        assertEquals("part", minimal.type(id).name());
        assertEquals(0, answers.get("TYPE_ID_TARGET struct none").orElseThrow());
    }

    @Test
    @DisplayName("keeps what a pointer leads to where void in its place would be what the program has")
    void notVoid() throws Exception {
        var kernel = little().kernel(KERNEL);
        var program = little().asks(
                        "struct thing { void *node; } CORE; struct thing___void { void *node; };",
                        "bpf_core_field_offset(struct thing, node)",
                        "bpf_core_type_matches(struct thing___void)");

        var minimal = minimal(kernel, program);

        assertEquals(
                0,
                CoreSamples.answers(kernel, program)
                        .get("TYPE_MATCHES struct thing___void")
                        .orElseThrow());
        assertEquals(CoreSamples.answers(kernel, program), CoreSamples.answers(minimal, program));
    }

    @Test
    @DisplayName("keeps what is behind an array without a length where the array would have any length at the end")
    void notFlexible() throws Exception {
        var kernel = little().kernel("struct thing { int a; short list[0]; int b; } thing;");
        var program = little().asks(
                        "struct thing { short list[0]; } CORE;",
                        "bpf_core_field_offset(struct thing, list)",
                        "bpf_core_field_exists(struct thing, list[1])");

        assertEquals(
                0,
                CoreSamples.answers(kernel, program)
                        .get("FIELD_EXISTS struct thing.list[1]")
                        .orElseThrow());
        assertEquals(CoreSamples.answers(kernel, program), CoreSamples.answers(minimal(kernel, program), program));
    }

    @Test
    @DisplayName("keeps several types of a name where a loader goes from one to the next")
    void severalTypes() throws Exception {
        var kernel = typesAfterInt(
                new BtfType.Struct("thing", 12, false, List.of(member("a", 0), member("b", 32))),
                new BtfType.Struct("thing", 12, false, List.of(member("a", 0), member("c", 64))));
        var program = little().asks(
                        "struct thing { int a, b, c; } CORE;",
                        "bpf_core_field_exists(struct thing, a)",
                        "bpf_core_field_exists(struct thing, c)");

        assertEquals(
                List.of("STRUCT thing 12 {a@0 int, c@64 int}", "STRUCT thing 12 {a@0 int}"),
                TypeGraph.of(minimal(kernel, program)));
    }

    @Test
    @DisplayName("follows members that point to functions which take the struct itself, declarations and type tags")
    void oddTypes() throws Exception {
        var kernel = typesAfterInt(
                new BtfType.Struct(
                        "thing", 16, false, List.of(new BtfMember("call", 3, 0, 0), new BtfMember("far", 5, 64, 0))),
                new BtfType.Ptr(4),
                new BtfType.FuncProto(2, List.of(new BtfParam("self", 2))),
                new BtfType.Ptr(6),
                new BtfType.TypeTag("rcu", 7, false),
                new BtfType.Fwd("opaque", false),
                new BtfType.Typedef("handle_t", 5));
        var program = little().asks(
                        "struct opaque; struct thing { struct opaque *far; }; typedef struct opaque *handle_t;",
                        "bpf_core_type_matches(struct thing)",
                        "bpf_core_type_exists(handle_t)");

        var minimal = minimal(kernel, program);

        assertEquals(
                List.of("TYPE_EXISTS handle_t=OptionalLong[1]", "TYPE_MATCHES struct thing=OptionalLong[1]"),
                CoreSamples.answers(kernel, program).entrySet().stream()
                        .map(Map.Entry::toString)
                        .toList());
        assertEquals(CoreSamples.answers(kernel, program), CoreSamples.answers(minimal, program));
        assertEquals(kernel.types().size() - 1, minimal.types().size(), "all but int");
    }

    @Test
    @DisplayName("is empty if nothing is asked of the kernel")
    void nothing() throws Exception {
        var program = little().asks("struct thing { int x; };", "bpf_core_type_id_local(struct thing)");

        assertEquals(
                List.of(new BtfType.Void()), minimal(typesAfterInt(), program).types());
        assertEquals(1, MinimalBtf.of(typesAfterInt(), Map.of()).btf().types().size());
    }

    @Test
    @DisplayName("is not made if a relocation can't be resolved: the message names the object, too")
    void names() throws Exception {
        var program = little().asks("struct thing { int a; } CORE;", "bpf_core_field_offset(struct thing, a)");
        var kernel = typesAfterInt(
                new BtfType.Struct("thing", 8, false, List.of(member("a", 0))),
                new BtfType.Struct("thing", 8, false, List.of(member("a", 32))));

        var failure = assertThrows(CoreRelocationException.class, () -> minimal(kernel, program));
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "program_bpfel.o: relocation at offset 0x0 of function ask in section raw_tp/sys_enter"),
                failure.getMessage());
    }

    @Test
    @DisplayName("has what a module adds, if the kernel's BTF is split")
    void split() throws Exception {
        var base = typesAfterInt(new BtfType.Struct("thing", 8, false, List.of(member("a", 32))));
        var module = Btf.splitOf(
                base, List.of(new BtfType.Struct("own", 16, false, List.of(new BtfMember("thing", 2, 64, 0)))));
        var program = little().asks(
                        "struct thing { int a; }; struct own { struct thing thing; } CORE;",
                        "bpf_core_field_offset(struct own, thing.a)");

        var minimal = minimal(module, program);

        assertEquals(Optional.empty(), minimal.base());
        assertEquals(
                List.of("STRUCT own 16 {thing@64 STRUCT thing 8 {a@32 int}}", "STRUCT thing 8 {a@32 int}"),
                TypeGraph.of(minimal));
    }

    private static BtfMember member(String name, int bitOffset) {
        return new BtfMember(name, 1, bitOffset, 0);
    }

    /** The first type is {@code int}. */
    private static Btf typesAfterInt(BtfType... types) {
        var all = new ArrayList<BtfType>();
        all.add(new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32));
        all.addAll(List.of(types));
        return Btf.of(BpfTarget.BPFEL.byteOrder(), all);
    }

    private static Btf minimal(Btf kernel, BpfObject object) throws CoreRelocationException {
        return MinimalBtf.of(kernel, Map.of("program_bpfel.o", object)).btf();
    }
}
