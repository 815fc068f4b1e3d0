package io.github.bpfmaven.header;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;

import static io.github.bpfmaven.header.Types.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A header made from BTF")
final class VmlinuxHeaderTest {
    private static final HeaderOptions ALL = HeaderOptions.everything();

    @TempDir
    private Path directory;

    private final Types types = new Types();
    private int number;

    @BeforeEach
    void number() {
        number = types.number("int", 4, BtfType.Int.SIGNED);
    }

    @Test
    @DisplayName("has the frame that programs know from bpftool's")
    void frame() throws HeaderException {
        types.struct("s", 0);
        types.kfunc("bpf_it", types.prototype(0));

        String header = VmlinuxHeader.of(types.btf(), ALL.withComment(List.of("Linux 6.18.44", "*/ int no; /*")));

        assertEquals("""
                /*
                 * Linux 6.18.44
                 * * / int no; /*
                 */
                #ifndef __VMLINUX_H__
                #define __VMLINUX_H__

                #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
                #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
                #endif

                struct s {
                };

                """ + HeaderFunction.MACROS + """
                #ifndef BPF_NO_KFUNC_PROTOTYPES
                extern void bpf_it(void) __weak __ksym;
                #endif

                #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
                #pragma clang attribute pop
                #endif

                #endif /* __VMLINUX_H__ */
                """, header);
        assertFalse(VmlinuxHeader.of(types.btf(), ALL.withPreserveAccessIndex(false))
                .contains("pragma"));
        assertFalse(VmlinuxHeader.of(types.btf(), ALL.withKfuncs(false)).contains("bpf_it"));
    }

    @Test
    @DisplayName("declares kfuncs that keep registers, and only functions that are kfuncs")
    void kfuncs() throws Exception {
        int opaque = types.pointer(types.add(new BtfType.Fwd("opaque", false)));
        int kfunc = types.kfunc("bpf_fast", types.prototype(number, new BtfParam("o", opaque)));
        types.add(new BtfType.DeclTag("bpf_fastcall", kfunc, -1, false));
        types.function("vfs_read", types.prototype(number));

        String header = compiles(types.btf(), ALL);

        assertTrue(header.contains("struct opaque;\n"), header);
        assertTrue(header.contains("extern __bpf_fastcall int bpf_fast(struct opaque *o) __weak __ksym;\n"), header);
        assertFalse(header.contains("vfs_read"), header);
    }

    @Test
    @DisplayName("gives the name that two types have to the one that more use")
    void names() throws Exception {
        int rare = types.struct("twin", 4, member("a", number, 0));
        int often = types.struct("twin", 8, member("b", number, 0), member("c", number, 4));
        types.add(new BtfType.Fwd("twin", false));
        types.add(new BtfType.Union("twin", 4, false, List.of(member("u", number, 0))));
        types.enumeration("twin", "twin", "OTHER");
        types.enumeration("", "OTHER", "twin___2");
        types.typedef("twin", number);
        types.struct(
                "user",
                28,
                member("x", often, 0),
                member("y", often, 8),
                member("z", often, 16),
                member("r", rare, 24));

        String header = compiles(types.btf(), ALL);

        assertTrue(header.contains("struct twin {\n\tint b;"), header);
        assertTrue(header.contains("typedef int twin;"), header);
        assertTrue(header.contains("union twin___"), header);
        // Nobody is renamed to what another is called.
        assertTrue(header.contains("enum twin___4 {\n\ttwin___3 = 0,\n\tOTHER = 1,\n};"), header);
        assertTrue(header.contains("enum {\n\tOTHER___2 = 0,\n\ttwin___2 = 1,\n};"), header);
    }

    @Test
    @DisplayName("gets round names that C wants for itself, and names that are no C")
    void keywords() throws Exception {
        int struct = types.struct("while", 8, member("register", number, 0), member("register_", number, 4));
        types.struct("core::option::Option<u32>", 4, member("0", number, 0));
        types.typedef("asm", types.pointer(struct));
        types.typedef("bool", types.number("_Bool", 1, BtfType.Int.BOOL));
        types.enumeration("", "false", "true");
        types.kfunc("bpf_k", types.prototype(0, new BtfParam("asm", number), new BtfParam("bool", number)));

        String header = VmlinuxHeader.of(types.btf(), ALL);
        new HeaderProject(directory)
                .check(
                        header,
                        List.of("_Static_assert(false == 0 && true == 1 && sizeof(bool) == 1, \"\");"),
                        BpfTarget.BPFEL);

        assertTrue(header.contains("struct while___2 {\n\tint register_;\n\tint register__;\n};"), header);
        assertTrue(header.contains("struct core__option__Option_u32_ {\n\tint _0;\n};"), header);
        assertTrue(header.contains("typedef struct while___2 *asm___2;"), header);
        assertTrue(header.contains("bpf_k(int, int)"), header);
    }

    @Test
    @DisplayName("knows numbers that BPF does not have by their size")
    void numbers() throws Exception {
        types.typedef("poly8_t", types.number("__Poly8_t", 1, 0));
        types.typedef("poly128_t", types.number("__Poly128_t", 16, 0));
        types.typedef("isize", types.number("isize", 8, BtfType.Int.SIGNED));
        types.typedef("bool_4", types.number("bool", 4, BtfType.Int.BOOL));
        int triple = types.number("three", 3, 0);
        int wide = types.add(new BtfType.Float("long double", 16));
        int half = types.add(new BtfType.Float("_Float16", 2));
        types.struct("numbers", 48, member("c", triple, 0), member("w", wide, 16), member("h", half, 32));

        String header = compiles(types.btf(), ALL);

        assertTrue(header.contains("typedef unsigned char poly8_t;"), header);
        assertTrue(header.contains("typedef unsigned __int128 poly128_t;"), header);
        assertTrue(header.contains("typedef long long isize;"), header);
        assertTrue(header.contains("typedef unsigned int bool_4;"), header);
    }

    @Test
    @DisplayName("has the kernel's va_list beside that of BPF")
    void vaList() throws Exception {
        int unsigned = types.number("unsigned int", 4, 0);
        int pointer = types.pointer(0);
        int tag = types.struct(
                "__va_list_tag",
                24,
                member("gp_offset", unsigned, 0),
                member("fp_offset", unsigned, 4),
                member("overflow_arg_area", pointer, 8),
                member("reg_save_area", pointer, 16));
        int builtin = types.typedef("__builtin_va_list", types.array(tag, 1));
        int list = types.typedef("va_list", types.typedef("__gnuc_va_list", builtin));
        types.struct("warn_args", 32, member("fmt", pointer, 0), member("args", list, 8));
        compiles(types.btf(), ALL);

        Types arm = new Types();
        arm.struct(
                "warn_args",
                16,
                member("fmt", arm.pointer(0), 0),
                member("args", arm.typedef("va_list", arm.typedef("__gnuc_va_list", 0)), 8));
        String header = compiles(arm.btf(), ALL);
        assertTrue(header.contains("typedef __builtin_va_list __gnuc_va_list;"), header);
    }

    @Test
    @DisplayName("writes an enum that several structs share once, and leaves none out")
    void enums() throws Exception {
        int shared = types.enumeration("", "SHARED_A", "SHARED_B");
        int own = types.enumeration("", "OWN_A");
        types.enumeration("", "ACOMP_WALK_SLEEP");
        types.struct("one", 8, member("s", shared, 0), member("o", own, 4));
        types.struct("two", 4, member("s", shared, 0));
        int forward = types.add(new BtfType.Enum("later", 4, false, List.of()));
        types.struct("three", 16, member("p", types.pointer(forward), 0), member("v", forward, 8));
        types.add(new BtfType.Enum("old_compiler", 8, false, List.of(new BtfEnumerator("CUT", 1))));

        String header = compiles(types.btf(), ALL);

        assertTrue(header.contains("enum SHARED_A___enum {\n\tSHARED_A = 0,"), header);
        assertTrue(header.contains("struct two {\n\tenum SHARED_A___enum s;\n};"), header);
        assertTrue(header.contains("\tenum {\n\t\tOWN_A = 0,\n\t} o;\n"), header);
        assertTrue(header.contains("enum {\n\tACOMP_WALK_SLEEP = 0,\n};"), header);
        assertTrue(header.contains("enum later *p;\n\tunsigned int v;"), header);
    }

    @Test
    @DisplayName("takes bit-fields as old compilers described them")
    void oldBitFields() throws Exception {
        int bits = types.add(new BtfType.Int("unsigned int", 4, 0, 0, 5));
        types.struct("old", 4, new BtfMember("five", bits, 0, 0), new BtfMember("more", bits, 7, 0));

        String header = compiles(types.btf(), ALL);

        assertTrue(
                header.contains("struct old {\n\tunsigned int five : 5;\n\tchar : 2;\n\tunsigned int more : 5;"),
                header);
    }

    @Test
    @DisplayName("leaves the layout of a 32-bit kernel's structs to CO-RE")
    void kernelOf32Bits() throws Exception {
        int wide = types.number("long unsigned int", 4, 0);
        types.struct(
                "list", 12, member("next", types.pointer(0), 0), member("flags", wide, 4), member("last", number, 8));

        String header = VmlinuxHeader.of(types.btf(), ALL);
        new HeaderProject(directory).check(header, List.of(), BpfTarget.BPFEL);

        assertTrue(header.contains("struct list {\n\tvoid *next;\n\tunsigned int flags;\n\tint last;\n};"), header);
    }

    @Test
    @DisplayName("says what a struct has that is larger than a page of nothing")
    void largeGap() throws Exception {
        types.struct("large", 0x8000_0004L, member("first", number, 0), member("last", number, 0x8000_0000L));

        String header = compiles(types.btf(), ALL);

        assertTrue(header.contains("unsigned char ___gap[2147483644];"), header);
    }

    @Test
    @DisplayName("defines what is asked for and what it holds, and only declares what it points at")
    void roots() throws Exception {
        Btf btf = graph();
        String header = compiles(btf, ALL.withTypes(List.of("root")));

        assertEquals(
                List.of(
                        "struct in_prototype;",
                        "struct near;",
                        "struct root;",
                        "struct held {",
                        "struct root {",
                        "struct {"),
                lines(header, "struct"));
        assertTrue(header.contains("struct near *near;"), header);
    }

    @Test
    @DisplayName("follows as many pointers as it is told to")
    void pointees() throws Exception {
        HeaderOptions root = ALL.withTypes(List.of("struct root"));

        List<String> one = lines(compiles(graph(), root.withPointees(1)), "struct");
        List<String> all = lines(compiles(graph(), root.withPointees(HeaderOptions.ALL_POINTEES)), "struct");

        assertTrue(
                one.contains("struct near {") && one.contains("struct far;") && !one.contains("struct far {"),
                "" + one);
        assertTrue(all.contains("struct near {") && all.contains("struct far {"), "" + all);
        // A parameter of a function pointer.
        assertFalse(all.contains("struct in_prototype {"), "" + all);
        assertFalse(all.contains("struct unrelated {"), "" + all);
    }

    @Test
    @DisplayName("finds types by name, by kind and name, and enums by a value")
    void namesOfRoots() throws Exception {
        types.enumeration("", "BPF_ANY", "BPF_NOEXIST");
        types.struct("thing", 4, member("s", number, 0));
        types.union("thing", 4, member("u", number, 0));

        assertEquals(
                List.of("enum {"),
                lines(compiles(types.btf(), ALL.withTypes(List.of("BPF_NOEXIST"))), "enum", "struct", "union"));
        assertEquals(
                List.of("union thing___2 {"),
                lines(compiles(types.btf(), ALL.withTypes(List.of("union thing"))), "enum", "struct", "union"));
        assertEquals(
                List.of("struct thing {", "union thing___2 {"),
                lines(compiles(types.btf(), ALL.withTypes(List.of(" thing"))), "enum", "struct", "union"));
    }

    @Test
    @DisplayName("declares functions that are asked for, those that can't be called as such")
    void functions() throws Exception {
        int file = types.struct("file", 4, member("mode", number, 0));
        types.function("vfs_read", types.prototype(number, new BtfParam("file", types.pointer(file))));
        types.kfunc("bpf_get", types.prototype(types.pointer(file)));
        types.kfunc("bpf_other", types.prototype(0));

        String header = compiles(types.btf(), ALL.withFunctions(List.of("vfs_read", "bpf_get")));

        assertTrue(header.contains("extern int vfs_read(struct file *file);\n"), header);
        assertTrue(header.contains("extern struct file *bpf_get(void) __weak __ksym;\n"), header);
        assertTrue(header.contains("struct file;\n"), header);
        assertFalse(header.contains("bpf_other") || header.contains("struct file {"), header);
    }

    @Test
    @DisplayName("says what there is where it does not find what is asked for")
    void missing() {
        types.struct("task_struct", 4, member("pid", number, 0));
        types.function("vfs_read", types.prototype(number));
        types.add(new BtfType.Fwd("opaque", false));

        assertEquals(
                "The BTF has no type 'opaque' (it is declared there, but not defined)",
                refusal(ALL.withTypes(List.of("opaque"))));
        assertEquals(
                "The BTF has no type 'task_strct' (there is task_struct), no 'zzz'",
                refusal(ALL.withTypes(List.of("zzz", "task_strct", "task_struct"))));
        assertEquals(
                "The BTF has no function 'vfs_raed' (there is vfs_read)",
                refusal(ALL.withFunctions(List.of("vfs_raed"))));
    }

    @Test
    @DisplayName("is the same whatever ids the types have")
    void ids() throws Exception {
        Stream.of("a", "b", "c").forEach(name -> types.typedef("same", types.pointer(types.struct(name, 0))));
        int first = types.struct("twin", 8, member("p", types.pointer(types.struct("x", 0)), 0));
        int second = types.struct("twin", 8, member("p", types.pointer(types.struct("y", 0)), 0));
        types.struct("user", 16, member("first", first, 0), member("second", second, 8));
        types.kfunc("k", types.prototype(number));
        types.function("k", types.prototype(0));
        Btf btf = types.btf();
        String header = compiles(btf, ALL);

        for (int seed = 0; seed < 50; seed++) {
            assertEquals(header, VmlinuxHeader.of(Types.shuffled(btf, seed), ALL), "shuffled with " + seed);
        }
    }

    @Test
    @DisplayName("gets only the lines of a type that is new")
    void diff() throws Exception {
        Consumer<Types> common = kernel -> {
            int id = kernel.number("int", 4, BtfType.Int.SIGNED);
            int list = kernel.struct("list_head", 4, member("n", id, 0));
            int lock = kernel.typedef("lock_t", kernel.struct("", 4, member("l", list, 0)));
            kernel.struct("apple", 8, member("l", list, 0), member("k", lock, 4));
            kernel.struct("banana", 4, member("i", id, 0));
            kernel.struct("zebra", 4, member("l", list, 0));
        };
        Types old = new Types();
        common.accept(old);
        Types grown = new Types();
        grown.enumeration("mode", "MODE_A");
        common.accept(grown);
        // Ids 1 and 2 are the enum and int, 3 is list_head.
        grown.struct("aardvark", 8, member("l", 3, 0), member("m", 1, 4));

        List<String> before = VmlinuxHeader.of(old.btf(), ALL).lines().toList();
        List<String> after = VmlinuxHeader.of(grown.btf(), ALL).lines().toList();

        String added =
                "enum mode {\n\tMODE_A = 0,\n};\n\nstruct aardvark {\n\tstruct list_head l;\n\tenum mode m;\n};\n\n";
        String text = String.join("\n", after) + "\n";
        for (String part : added.split("(?<=\n\n)")) {
            assertTrue(text.contains(part), text);
            text = text.replace(part, "");
        }
        assertEquals(String.join("\n", before) + "\n", text);
    }

    @Test
    @DisplayName("is refused for BTF that no compiler makes, and never ends in a stack overflow")
    void damaged() {
        Types cyclic = new Types();
        cyclic.typedef("a", cyclic.nextId() + 1);
        cyclic.add(new BtfType.Ptr(cyclic.nextId() + 1));
        cyclic.typedef("b", cyclic.nextId() + 1);
        cyclic.add(new BtfType.Ptr(1));
        assertTrue(
                refusal(cyclic.btf()).contains("need each other before they are complete, which C cannot say: a, b"));

        Types self = new Types();
        self.struct("", 8, member("next", self.nextId() + 1, 0));
        self.pointer(1);
        self.typedef("user", 1);
        assertTrue(refusal(self.btf()).contains("deeper than C compilers go"));

        Types prototypes = new Types();
        prototypes.prototype(2, new BtfParam("p", 2), new BtfParam("q", 2));
        prototypes.pointer(1);
        prototypes.typedef("user", 2);
        assertTrue(refusal(prototypes.btf()).contains("the BTF is damaged"));

        Types pointers = new Types();
        for (int i = 0; i < 100_000; i++) {
            pointers.add(i % 2 == 0 ? new BtfType.Ptr(i) : new BtfType.TypeTag("t", i, false));
        }
        pointers.typedef("user", 100_000);
        assertTrue(refusal(pointers.btf()).contains("the BTF is damaged"));

        Types wide = new Types();
        int inner = wide.number("int", 4, 0);
        for (int i = 0; i < 60; i++) {
            inner = wide.struct("", 4, member("a", inner, 0), member("b", inner, 0));
        }
        wide.typedef("user", inner);
        assertTrue(refusal(wide.btf()).contains("would not end"));
    }

    @Test
    @DisplayName("takes chains of a hundred thousand types")
    void deep() throws Exception {
        int typedefs = number;
        for (int i = 0; i < 100_000; i++) {
            typedefs = types.typedef("t" + i, typedefs);
        }
        int qualified = number;
        for (int i = 0; i < 100_000; i++) {
            qualified = types.add(new BtfType.Const(qualified));
        }
        int struct = number;
        for (int i = 0; i < 100_000; i++) {
            struct = types.struct("s" + i, 4, member("inner", struct, 0));
        }
        types.struct("user", 12, member("t", typedefs, 0), member("q", qualified, 4), member("s", struct, 8));

        String header = VmlinuxHeader.of(types.btf(), ALL);

        assertTrue(header.contains("struct user {\n\tt99999 t;\n\tconst int q;\n\tstruct s99999 s;\n};"));
    }

    @Test
    @DisplayName("of a module's split BTF holds the kernel's types too")
    void split() throws Exception {
        types.struct("kernel", 4, member("k", number, 0));
        Btf base = types.btf();
        Btf module = Btf.splitOf(base, List.of(new BtfType.Struct("module", 4, false, List.of(member("k", 2, 0)))));

        assertEquals(List.of("struct kernel {", "struct module {"), lines(compiles(module, ALL), "struct"));
        assertEquals(ByteOrder.LITTLE_ENDIAN, module.byteOrder());
    }

    /** Checks sizes, offsets and values with clang for both byte orders. */
    private String compiles(Btf btf, HeaderOptions options) throws Exception {
        String header = VmlinuxHeader.of(btf, options);
        HeaderProject project = new HeaderProject(directory);
        List<String> statements = options.hasRoots() ? List.of() : new HeaderAssertions(btf).statements();
        for (BpfTarget target : BpfTarget.values()) {
            project.check(header, statements, target);
        }
        return header;
    }

    private Btf graph() {
        Types graph = new Types();
        int id = graph.number("int", 4, BtfType.Int.SIGNED);
        int far = graph.struct("far", 4, member("f", id, 0));
        int near = graph.struct("near", 8, member("far", graph.pointer(far), 0));
        int held = graph.struct("held", 4, member("h", id, 0));
        int hidden = graph.pointer(graph.struct("in_prototype", 4, member("p", id, 0)));
        int callback = graph.typedef("cb_t", graph.prototype(id, new BtfParam("", hidden)));
        int anonymous = graph.struct("", 4, member("x", id, 0));
        graph.struct(
                "root",
                32,
                member("near", graph.pointer(near), 0),
                member("held", held, 8),
                member("", anonymous, 12),
                member("cb", graph.pointer(callback), 16),
                member("self", graph.pointer(graph.nextId() + 1), 24));
        graph.struct("unrelated", 4, member("u", id, 0));
        return graph.btf();
    }

    private String refusal(HeaderOptions options) {
        return assertThrows(HeaderException.class, () -> VmlinuxHeader.of(types.btf(), options))
                .getMessage();
    }

    private static String refusal(Btf btf) {
        return assertThrows(HeaderException.class, () -> VmlinuxHeader.of(btf, ALL))
                .getMessage();
    }

    private static List<String> lines(String header, String... starts) {
        return header.lines()
                .filter(line -> Stream.of(starts).anyMatch(line.strip()::startsWith))
                .filter(line -> line.endsWith("{") || line.matches("\\w+ \\w+;"))
                .map(String::strip)
                .toList();
    }
}
