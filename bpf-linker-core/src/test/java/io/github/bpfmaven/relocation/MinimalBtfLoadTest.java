package io.github.bpfmaven.relocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * libbpf resolves the relocations here. It finds another BTF where the kernel's own is: bpftool 7.1 can't be given one, so
 * a file is mounted over it, for this one run of bpftool.
 */
@DisplayName("With the minimal BTF in place of the kernel's,")
final class MinimalBtfLoadTest {
    private static final Path WHOLE = Path.of("/sys/kernel/btf/vmlinux");

    @TempDir
    static Path directory;

    @BeforeAll
    static void kernel() {
        Kernel.require();
    }

    /** Those that need BTF for CO-RE alone. The type of a tracepoint and kernel functions have ids that the kernel must know. */
    static Stream<TestProgram> withoutKernelTypes() throws Exception {
        var programs = new ArrayList<TestProgram>();
        for (var program : programs().toList()) {
            var source = Files.readString(program.source());
            if (!source.contains("SEC(\"tp_btf/") && !source.contains("__ksym")) {
                programs.add(program);
            }
        }
        return programs.stream();
    }

    /** The repository's programs that ask the kernel's BTF for something and that the kernel takes. */
    static Stream<TestProgram> programs() throws Exception {
        var programs = new ArrayList<TestProgram>();
        for (var program : TestProgram.in(TestProgram.ROOT)) {
            if (program.refusal().isEmpty()
                    && Files.readString(program.source()).contains("bpf_core_read.h")) {
                programs.add(program);
            }
        }
        assertTrue(programs.size() >= 5, "" + programs);
        return programs.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutKernelTypes")
    @DisplayName("a loader makes the same instructions of a program")
    void sameInstructions(TestProgram program) throws Exception {
        var file = compile(program);
        var minimal = MinimalBtf.of(whole(), Map.of(program.name(), read(file))).btf();
        var written = Files.write(directory.resolve(program.name() + ".btf"), minimal.write());

        var instructions = translated(file, written);

        assertEquals(withoutKernelIds(file, translated(file, WHOLE)), withoutKernelIds(file, instructions));
        assertFalse(instructions.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("there is what bpftool keeps for a program")
    void likeBpftool(TestProgram program) throws Exception {
        var file = compile(program);

        var minimal = MinimalBtf.of(whole(), Map.of(program.name(), read(file))).btf();

        assertEquals(ofBpftool(WHOLE, file).types(), minimal.types());
    }

    @Test
    @DisplayName("there is what bpftool keeps for several programs, in less than a hundredth of the bytes")
    void several() throws Exception {
        var objects = new LinkedHashMap<String, BpfObject>();
        var files = new ArrayList<Path>();
        for (var program : programs().toList()) {
            files.add(compile(program));
            objects.put(program.name(), read(files.get(files.size() - 1)));
        }

        var minimal = MinimalBtf.of(whole(), objects).btf();

        assertEquals(ofBpftool(WHOLE, files.toArray(Path[]::new)).types(), minimal.types());
        assertTrue(minimal.write().length < Files.size(WHOLE) / 100);
    }

    @Test
    @DisplayName("and with any other, a loader puts into the instructions what is computed here")
    void sameNumbers() throws Exception {
        var samples = new CoreSamples(directory, BpfTarget.BPFEL);
        var kernel = samples.kernel("""
                struct node { struct node *next; long value; };
                struct part { char first, second; struct node *nodes; };
                struct thing {
                    long added;
                    union { int one; struct { short other; const struct part parts[4]; }; };
                    int early : 3, late : 4;
                    unsigned long long wide : 40;
                    struct node *node;
                    char tail[];
                } *thing;
                enum color { RED = 7, GREEN = -3 } color;
                enum wide { WIDE = 0x123456789aULL } wide;
                typedef int (*callback_t)(struct node *, enum color);
                callback_t callback;
                """);
        var file = samples.program(
                "numbers",
                """
                struct node { long value; };
                struct part { char second; void *nodes; } CORE;
                struct thing { struct part parts[4]; int late : 9; unsigned wide : 2; int one; char tail[1]; int gone; } CORE;
                struct thing___has { struct node *node; int one; };
                struct thing___not { struct node *node; long one; };
                enum color { GREEN, BLUE, RED };
                enum wide { WIDE };
                typedef int (*callback_t)(struct node *, enum color);
                """,
                "bpf_core_field_offset(struct thing, parts[2].second)",
                "bpf_core_field_offset(struct thing, parts[3].nodes)",
                "bpf_core_field_size(struct thing, parts)",
                "bpf_core_field_offset(struct thing, tail[0])",
                "bpf_core_field_exists(struct thing, gone)",
                "bpf_core_field_exists(struct thing, one)",
                "__builtin_preserve_field_info(((struct thing *)0)->one, BPF_FIELD_SIGNED)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_BYTE_OFFSET)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_BYTE_SIZE)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_LSHIFT_U64)",
                "__builtin_preserve_field_info(((struct thing *)0)->late, BPF_FIELD_RSHIFT_U64)",
                "__builtin_preserve_field_info(((struct thing *)0)->wide, BPF_FIELD_BYTE_OFFSET)",
                "__builtin_preserve_field_info(((struct thing *)0)->wide, BPF_FIELD_LSHIFT_U64)",
                "__builtin_preserve_field_info(((struct thing *)0)->wide, BPF_FIELD_SIGNED)",
                "bpf_core_type_exists(callback_t)",
                "bpf_core_type_size(struct thing)",
                "bpf_core_type_id_local(struct part)",
                "bpf_core_type_id_kernel(struct part)",
                "bpf_core_type_matches(struct thing___has)",
                "bpf_core_type_matches(struct thing___not)",
                "bpf_core_enum_value(enum color, GREEN)",
                "bpf_core_enum_value(enum color, RED)",
                "bpf_core_enum_value_exists(enum color, BLUE)",
                "bpf_core_enum_value(enum wide, WIDE)");
        var object = read(file);
        var minimal = MinimalBtf.of(kernel, Map.of("numbers", object)).btf();

        for (var btf : List.of(kernel, minimal)) {
            var written = Files.write(directory.resolve("numbers.btf"), btf.write());
            var code = loaded(file, written).get("ask");
            var resolutions = CoreTarget.of(btf).resolve(object);
            assertEquals(24, resolutions.size());
            for (int i = 0; i < resolutions.size(); i++) {
                var relocation = object.coreRelocations().get(i);
                assertEquals(
                        resolutions.get(i).value(),
                        OptionalLong.of(immediate(code, (int) relocation.offset())),
                        relocation + "");
            }
        }
        assertEquals(
                ofBpftool(Files.write(directory.resolve("numbers.btf"), kernel.write()), file)
                        .types(),
                minimal.types());
    }

    @Test
    @DisplayName(
            "a loader answers as with the whole where bpftool's would change the answer: void is not what was there")
    void betterThanBpftool() throws Exception {
        var samples = new CoreSamples(directory, BpfTarget.BPFEL);
        var whole = Files.write(
                directory.resolve("pointers.whole"),
                samples.kernel("struct node { int x; }; struct thing { struct node *node; } thing;")
                        .write());
        var file = samples.program(
                "pointers",
                "struct thing { void *node; } CORE; struct thing___void { void *node; };",
                "bpf_core_field_size(struct thing, node)",
                "bpf_core_type_matches(struct thing___void)");
        var ours = MinimalBtf.of(
                        Btf.read(Files.readAllBytes(whole), ByteOrder.LITTLE_ENDIAN), Map.of("pointers", read(file)))
                .btf();

        var expected = translated(file, whole);

        assertEquals(expected, translated(file, Files.write(directory.resolve("pointers.ours"), ours.write())));
        var theirs = ofBpftool(whole, file);
        assertNotEquals(expected, translated(file, Files.write(directory.resolve("pointers.theirs"), theirs.write())));
    }

    private static Path compile(TestProgram program) throws IOException, InterruptedException {
        var clang = new TestClang(directory);
        return clang.object(clang.add(program.source()), BpfTarget.BPFEL);
    }

    private static BpfObject read(Path object) throws Exception {
        return BpfObject.read(Files.readAllBytes(object));
    }

    private static Btf whole() throws IOException, BtfFormatException {
        return Btf.read(Files.readAllBytes(WHOLE), ByteOrder.LITTLE_ENDIAN);
    }

    private static Btf ofBpftool(Path kernel, Path... objects) throws Exception {
        var output = directory.resolve("bpftool.btf");
        var arguments = new ArrayList<>(List.of("gen", "min_core_btf", kernel.toString(), output.toString()));
        Arrays.stream(objects).map(Path::toString).forEach(arguments::add);
        var result = Kernel.bpftool(arguments.toArray(String[]::new));
        assertEquals(0, result.status(), result.output());
        return Btf.read(Files.readAllBytes(output), ByteOrder.LITTLE_ENDIAN);
    }

    /** By program, the instructions as text, without the numbers that the kernel gives to maps. */
    private static Map<String, String> translated(Path object, Path btf) throws Exception {
        var texts = new TreeMap<String, String>();
        withLoaded(object, btf, (name, pin) -> {
            var dump = Kernel.bpftool("prog", "dump", "xlated", "pinned", pin.toString());
            assertEquals(0, dump.status(), dump.output());
            texts.put(name, dump.output().replaceAll("map\\[id:\\d+]", "map"));
        });
        return texts;
    }

    /** By program, the instructions as the kernel has them. */
    private static Map<String, ByteBuffer> loaded(Path object, Path btf) throws Exception {
        var codes = new TreeMap<String, ByteBuffer>();
        withLoaded(object, btf, (name, pin) -> {
            var file = directory.resolve("translated");
            var dump = Kernel.bpftool("prog", "dump", "xlated", "pinned", pin.toString(), "file", file.toString());
            assertEquals(0, dump.status(), dump.output());
            codes.put(name, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder()));
        });
        return codes;
    }

    private interface Look {
        void at(String program, Path pin) throws Exception;
    }

    private static void withLoaded(Path object, Path btf, Look look) throws Exception {
        var pins = Kernel.newPin();
        try {
            var load = Kernel.bpftoolWithBtf(btf, "prog", "loadall", object.toString(), pins.toString());
            assertEquals(0, load.status(), load.output());
            try (var programs = Files.list(pins)) {
                for (var pin : programs.toList()) {
                    look.at(pin.getFileName().toString(), pin);
                }
            }
        } finally {
            Kernel.unpin(pins);
        }
    }

    /** The number in {@code r = 7} or in a {@code r = 7 ll} of two instructions. */
    private static long immediate(ByteBuffer code, int at) {
        var isWide = code.get(at) == 0x18;
        return isWide
                ? code.getInt(at + 4) & 0xffff_ffffL | (long) code.getInt(at + 12) << Integer.SIZE
                : code.getInt(at + 4);
    }

    /** A kernel's type has another id in another BTF: these instructions are left out. */
    private static List<String> withoutKernelIds(Path object, Map<String, String> translated) throws Exception {
        var hasIds = read(object).coreRelocations().stream()
                .map(BpfCoreRelocation::kind)
                .anyMatch(kind -> kind.filter(Kind.TYPE_ID_TARGET::equals).isPresent());
        return translated.values().stream()
                .flatMap(String::lines)
                .filter(line -> !hasIds || !line.matches(" *\\d+: \\(18\\) r\\d = 0x\\p{XDigit}+"))
                .toList();
    }
}
