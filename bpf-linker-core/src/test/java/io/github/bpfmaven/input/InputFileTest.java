package io.github.bpfmaven.input;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.input.InputModule.Form;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestTools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A file that goes into a link")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InputFileTest {
    private Path directory = Path.of("");
    private Map<String, byte[]> samples = Map.of();

    @BeforeAll
    void makeSamples(@TempDir Path shared) throws Exception {
        directory = shared;
        samples = new Samples(shared, BpfTarget.BPFEB).all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitcode", "wrapped bitcode", "embedded bitcode", "fat LTO object"})
    @DisplayName("may be bitcode in one form or another; what made it and for what is known without LLVM")
    void bitcode(String form) throws Exception {
        var file = InputFile.read("count.o", samples.get(form));

        assertFalse(file.archive());
        var module = file.modules().get(0);
        assertEquals("count.o", module.name());
        assertEquals(Form.BITCODE, module.form());
        assertEquals(Optional.of("LLVM20.1.7"), module.producer());
        assertEquals("bpfeb", module.triple());
        assertArrayEquals(new byte[] {'B', 'C', (byte) 0xc0, (byte) 0xde}, Arrays.copyOf(module.bytes(), 4));
    }

    @Test
    @DisplayName("may be textual IR, whatever comes first in it")
    void ir() throws Exception {
        var module =
                InputFile.read("count.ll", samples.get("textual IR")).modules().get(0);
        assertEquals(Form.IR, module.form());
        assertEquals("bpfeb", module.triple());
        assertEquals(Optional.empty(), module.producer());

        for (var start : List.of(
                "; a comment\n\n  define void @f() {\n  ret void\n}\n",
                "%pair = type { i32, i32 }\n",
                "@g = global i32 0\n",
                "declare void @f()",
                "!llvm.module.flags = !{}\n",
                "$f = comdat any\n",
                "attributes #0 = { nounwind }\n",
                "source_filename = \"a.c\"\n")) {
            var read = InputFile.read("a.ll", start.getBytes(StandardCharsets.UTF_8));
            assertEquals(Form.IR, read.modules().get(0).form(), start);
            assertEquals("", read.modules().get(0).triple());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "bsd", "darwin"})
    @DisplayName("may be an archive, with long names as GNU or BSD write them; what is no code is passed over")
    void archive(String format) throws Exception {
        var file = InputFile.read("lib.a", new Samples(directory, BpfTarget.BPFEB).archive(format));

        assertTrue(file.archive());
        assertEquals(
                List.of("lib.a(a_member_whose_name_is_long.o)"),
                file.modules().stream().map(InputModule::name).toList());
        assertEquals(List.of("lib.a(lib.rmeta) is neither bitcode nor an object with bitcode in it"), file.skipped());
        // Darwin's members are padded to eight bytes, inside of their size.
        var module = file.modules().get(0).bytes();
        assertArrayEquals(samples.get("bitcode"), Arrays.copyOf(module, samples.get("bitcode").length));
    }

    @Test
    @DisplayName("may be an archive with objects that hold no bitcode: these are passed over, as in rustc's .rlib")
    void foreignMembers() throws Exception {
        TestTools.run(directory, "llc", "-filetype=obj", "count.ll", "-o", "lib.rmeta.o");
        Files.write(directory.resolve("code.o"), samples.get("embedded bitcode"));
        TestTools.run(directory, "llvm-ar", "qc", "foreign.a", "lib.rmeta.o", "code.o");

        var file = InputFile.read("foreign.a", Files.readAllBytes(directory.resolve("foreign.a")));
        assertEquals(
                List.of("foreign.a(code.o)"),
                file.modules().stream().map(InputModule::name).toList());
        assertEquals(1, file.skipped().size());
    }

    @Test
    @DisplayName("may be an archive with two members of one name")
    void sameNames() throws Exception {
        Files.write(directory.resolve("twice.o"), samples.get("bitcode"));
        TestTools.run(directory, "llvm-ar", "qc", "twice.a", "twice.o", "twice.o");

        var file = InputFile.read("twice.a", Files.readAllBytes(directory.resolve("twice.a")));
        assertEquals(
                List.of("twice.a(twice.o)", "twice.a(twice.o)"),
                file.modules().stream().map(InputModule::name).toList());
    }

    @Test
    @DisplayName("may not be a thin archive, nor have an archive in it")
    void unfitArchives() throws Exception {
        Files.write(directory.resolve("m.o"), samples.get("bitcode"));
        TestTools.run(directory, "llvm-ar", "--thin", "rcs", "thin.a", "m.o");
        Files.write(directory.resolve("inner.a"), samples.get("GNU archive"));
        TestTools.run(directory, "llvm-ar", "qc", "outer.a", "m.o");
        // llvm-ar itself takes an archive apart when it adds one.
        var inner = samples.get("GNU archive");
        var header = "inner.a/        0           0     0     644     %-10d`\n".formatted(inner.length);
        var outer = Samples.concatenated(
                "!<arch>\n".getBytes(StandardCharsets.US_ASCII), header.getBytes(StandardCharsets.US_ASCII), inner);

        assertMessage("thin.a is a thin archive", "thin.a", Files.readAllBytes(directory.resolve("thin.a")));
        assertMessage("outer.a(inner.a) is an archive in an archive", "outer.a", outer);
    }

    @Test
    @DisplayName("may be an object without anything in it, as rustc makes one")
    void emptyObject() throws Exception {
        Files.writeString(directory.resolve("symbols.ll"), "target triple = \"bpfel\"\n");
        TestTools.run(directory, "llc", "-filetype=obj", "symbols.ll", "-o", "symbols.o");

        var file = InputFile.read("symbols.o", Files.readAllBytes(directory.resolve("symbols.o")));
        assertEquals(List.of(), file.modules());
        assertEquals(List.of("symbols.o is an object without content, such as rustc's symbols.o"), file.skipped());
    }

    @Test
    @DisplayName("may not be an object without bitcode: that says which flag of clang's puts it there")
    void plainObject() throws Exception {
        TestTools.run(directory, "llc", "-filetype=obj", "count.ll", "-o", "plain.o");

        assertMessage(
                "plain.o is an object without bitcode in it, which can't be linked here; compile it with clang -emit-llvm",
                "plain.o",
                Files.readAllBytes(directory.resolve("plain.o")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ' is empty'",
        "cffaedfe07000001, ' is a Mach-O object'",
        "cafebabe00000037, ' is a Java class'",
        "504b030414000000, ' is a zip or jar file'",
        "1f8b080000000000, ' is compressed with gzip'",
        "00000000, ' is of no kind that can be linked'",
        "696e7420783b0a, ' is text, but no LLVM IR; C sources have to be compiled first'",
    })
    @DisplayName("may be nothing else, and then hears what it seems to be")
    void otherKinds(String hex, String message) throws Exception {
        assertMessage("x" + message, "x", HexFormat.of().parseHex(hex == null ? "" : hex));
    }

    @Test
    @DisplayName("may not be two bitcode files behind one another")
    void twoModules() {
        var twice = Samples.concatenated(
                samples.get("bitcode"), Arrays.copyOfRange(samples.get("bitcode"), 4, samples.get("bitcode").length));
        assertMessage("x.bc holds 2 modules", "x.bc", twice);
    }

    @Test
    @DisplayName("if damaged anywhere, is refused or read, in time, and never fails otherwise")
    void damaged() {
        var random = new Random(42);
        for (var sample : samples.entrySet()) {
            var refused = 0;
            for (var run = 0; run < 300; run++) {
                var bytes = damage(sample.getValue(), random, run);
                try {
                    InputFile.read("x", bytes);
                } catch (InputException expected) {
                    assertTrue(expected.getMessage().startsWith("x"), expected.getMessage());
                    refused++;
                }
            }
            assertNotEquals(0, refused, sample.getKey());
        }
    }

    private static byte[] damage(byte[] good, Random random, int run) {
        if (run % 3 == 0) {
            return Arrays.copyOf(good, random.nextInt(good.length));
        }
        var bytes = good.clone();
        for (var flips = 1 + random.nextInt(8); flips > 0; flips--) {
            // Headers are at the front, where a change matters most.
            var at = random.nextInt(run % 3 == 1 ? Math.min(400, bytes.length) : bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static void assertMessage(String start, String name, byte[] bytes) {
        var message = assertThrows(InputException.class, () -> InputFile.read(name, bytes))
                .getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
