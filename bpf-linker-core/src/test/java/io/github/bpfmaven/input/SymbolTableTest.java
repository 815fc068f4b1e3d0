package io.github.bpfmaven.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.input.SymbolTable.Symbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.testing.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The symbols of bitcode")
final class SymbolTableTest {
    private static final String SOURCE = """
            extern int wanted(int);
            extern int perhaps(int) __attribute__((weak));
            extern const int LIMIT __attribute__((section(".kconfig")));
            int renamed(int) __asm__("other_name");
            struct packet { int length; } __attribute__((preserve_access_index));
            int common;
            int zero = 0;
            static int hidden = 1;
            __attribute__((weak)) int weak_one(int a) { return a + hidden; }
            __attribute__((visibility("hidden"))) int internal_later(void) { return hidden++; }
            static __attribute__((noinline)) int local(int a) { return a * zero + common; }
            __attribute__((used)) static int kept(void) { return 1; }
            int entry(struct packet *p)
            {
                return wanted(local(p->length)) + (perhaps ? perhaps(1) : LIMIT) + renamed(2);
            }
            """;

    private static final SymbolTable EXPECTED = new SymbolTable(
            List.of(
                    new Symbol("common", false, true),
                    strong("entry"),
                    strong("internal_later"),
                    new Symbol("weak_one", true, false),
                    strong("zero")),
            List.of(strong("LIMIT"), strong("other_name"), new Symbol("perhaps", true, false), strong("wanted")));

    private @TempDir Path directory = Path.of("");
    private byte[] bitcode = {};

    @BeforeEach
    void compile() throws Exception {
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("symbols.c"), SOURCE);
        bitcode = Files.readAllBytes(clang.bitcode("symbols.c", BpfTarget.BPFEL, "-fcommon"));
    }

    @Test
    @DisplayName("are what it defines and what it wants, without what is its own and LLVM's")
    void symbols() {
        assertEquals(Optional.of(EXPECTED), SymbolTable.of(bitcode));
    }

    @Test
    @DisplayName("are found in a wrapper, in a library's file, and in an object that has the bitcode in it")
    void forms() throws Exception {
        var samples = new Samples(directory, BpfTarget.BPFEB);
        var expected = new SymbolTable(
                List.of(strong("LICENSE"), strong("count"), strong("counts"), strong("step")), List.of());
        assertEquals(Optional.of(expected), SymbolTable.of(samples.wrapped()));
        for (var form : samples.all().entrySet()) {
            var module =
                    InputFile.read(form.getKey(), form.getValue()).modules().get(0);
            assertEquals(
                    form.getKey().equals("textual IR") ? Optional.empty() : Optional.of(expected),
                    SymbolTable.of(module.bytes()),
                    form.getKey());
        }
    }

    @Test
    @DisplayName("are those of module-level assembly too")
    void assembly() throws Exception {
        Files.writeString(directory.resolve("asm.c"), """
                __asm__(".globl from_asm\\nfrom_asm: exit\\n.weak weak_asm\\nweak_asm: exit\\n");
                int c;
                """);
        var file = new TestClang(directory).bitcode("asm.c", BpfTarget.BPFEL);
        assertEquals(
                List.of(strong("c"), strong("from_asm"), new Symbol("weak_asm", true, false)),
                SymbolTable.of(Files.readAllBytes(file)).orElseThrow().defined());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of every test program are those that llvm-nm lists")
    void likeLlvmNm(BpfTarget target) throws Exception {
        var clang = new TestClang(directory);
        var compared = 0;
        for (var program : programs()) {
            var file = clang.bitcode(clang.add(program), target);
            var table = SymbolTable.of(Files.readAllBytes(file));
            assertEquals(listed(file), lines(table.orElseThrow()), program::toString);
            compared++;
        }
        assertTrue(compared > 60, () -> "too few programs");
    }

    private static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.walk(TestProgram.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".bpf.c")
                            || file.startsWith(TestProgram.LIBRARIES)
                                    && file.toString().endsWith(".c"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("are unknown where there is no table, one of another version, or one for several modules")
    void unknown() throws Exception {
        assertEquals(Optional.empty(), SymbolTable.of(new byte[0]));
        assertEquals(Optional.empty(), SymbolTable.of(SOURCE.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), SymbolTable.of(Samples.concatenated(bitcode, bitcode)));
        TestTools.run(directory, "llvm-modextract", "-n=0", "-b", "symbols_bpfel.bc", "-o", "without.bc");
        assertEquals(Optional.empty(), SymbolTable.of(Files.readAllBytes(directory.resolve("without.bc"))));
        var other = bitcode.clone();
        other[header(bitcode)] = 4;
        assertEquals(Optional.empty(), SymbolTable.of(other));
    }

    @Test
    @DisplayName("of damaged bitcode are unknown or some, without a crash")
    void damaged() {
        var random = new Random(7);
        assertTimeout(Duration.ofSeconds(60), () -> {
            var unknown = 0;
            for (var i = 0; i < 2_000; i++) {
                var bytes = bitcode.clone();
                // The tables are at the end.
                var from = i % 2 == 0 ? 0 : bytes.length * 3 / 4;
                for (var times = 1 + random.nextInt(8); times > 0; times--) {
                    bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt();
                }
                if (i % 5 == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                }
                if (SymbolTable.of(bytes).isEmpty()) {
                    unknown++;
                }
            }
            assertTrue(unknown > 400 && unknown < 2_000, "unknown: " + unknown);
        });
        assertFalse(SymbolTable.of(bitcode).isEmpty(), "the undamaged one");
    }

    private static Symbol strong(String name) {
        return new Symbol(name, false, false);
    }

    /** Where the table's header begins, whose modules are one and follow it. */
    private static int header(byte[] bitcode) {
        var modules = new byte[] {76, 0, 0, 0, 1, 0, 0, 0};
        for (var at = 12; at < bitcode.length - modules.length; at++) {
            if (Arrays.equals(modules, Arrays.copyOfRange(bitcode, at, at + modules.length))) {
                return at - 12;
            }
        }
        throw new AssertionError("there is no table");
    }

    /** What LLVM's own tool says: a line for each symbol, in the order of {@link #lines}. */
    private List<String> listed(Path file) throws IOException, InterruptedException {
        return TestTools.run(directory, "llvm-nm", "--extern-only", "--format=posix", file.toString())
                .lines()
                .map(line -> line.split(" "))
                .map(words -> words[0] + " "
                        + switch (words[1]) {
                            case "U" -> "undefined";
                            case "w", "v" -> "undefined weak";
                            case "W", "V" -> "defined weak";
                            case "C" -> "defined common";
                            default -> "defined";
                        })
                .sorted()
                .toList();
    }

    private static List<String> lines(SymbolTable table) {
        return Stream.concat(
                        table.defined().stream().map(symbol -> line(symbol, "defined")),
                        table.undefined().stream().map(symbol -> line(symbol, "undefined")))
                .sorted()
                .toList();
    }

    private static String line(Symbol symbol, String kind) {
        return symbol.name() + " " + kind + (symbol.weak() ? " weak" : "") + (symbol.common() ? " common" : "");
    }
}
