package io.github.bpfmaven.plugin.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A comparison of objects")
final class ObjectComparisonTest {
    private static final String PROGRAM = """
            struct value { int hits; };
            struct {
            	int (*type)[1];
            	int (*max_entries)[16];
            	int *key;
            	struct value *value;
            } seen __attribute__((section(".maps"), used));
            int limit = 3;
            extern int kernel_helper(int) __attribute__((section(".ksyms")));
            __attribute__((section("xdp"), used)) int prog(void *ctx)
            {
            	if (limit > 2)
            		return 1;
            	return 2;
            }
            char LICENSE[] __attribute__((section("license"), used)) = "GPL";
            """;

    @TempDir
    private Path directory;

    private int number;

    private List<String> difference(String what, String by) throws Exception {
        assertTrue(PROGRAM.contains(what), what);
        return ObjectComparison.lines(object(PROGRAM), object(PROGRAM.replace(what, by)));
    }

    private byte[] object(String text) throws Exception {
        var clang = new TestClang(Files.createDirectory(directory.resolve(Integer.toString(number++))));
        Files.writeString(clang.directory().resolve("prog.bpf.c"), text);
        return Files.readAllBytes(clang.object("prog.bpf.c", BpfTarget.BPFEL));
    }

    @Test
    @DisplayName("finds nothing between an object and itself")
    void same() throws Exception {
        assertEquals(List.of(), ObjectComparison.lines(object(PROGRAM), object(PROGRAM)));
    }

    @Test
    @DisplayName("shows the instructions of a function that differ, and how many there are now")
    void code() throws Exception {
        var lines = difference("return 1;", "return limit + 1;");
        assertTrue(lines.get(0).matches("function prog in section xdp: \\d+ instructions, now \\d+"), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("+ ") && line.contains("w0 += 0x1")), lines::toString);
    }

    @Test
    @DisplayName("names functions that are new")
    void newFunction() throws Exception {
        var lines = difference(
                "char LICENSE",
                "__attribute__((section(\"tc\"), used)) int other(void *c) { return 0; }\nchar LICENSE");
        assertTrue(lines.contains("+ function other in section tc"), lines::toString);
    }

    @Test
    @DisplayName("shows a map's definition before and after")
    void map() throws Exception {
        var lines = difference("[16]", "[32]");
        assertEquals("map seen:", lines.get(0));
        assertTrue(
                lines.get(1).startsWith("- hash, key int of 4 bytes, value struct value of 4 bytes")
                        && lines.get(1).contains("max_entries 16"),
                lines::toString);
        assertTrue(lines.get(2).startsWith("+ hash") && lines.get(2).contains("max_entries 32"), lines::toString);
    }

    @Test
    @DisplayName("shows a type's members")
    void type() throws Exception {
        var lines = difference("struct value { int hits; }", "struct value { int hits; int misses; }");
        assertTrue(lines.contains("- struct value: 4 bytes"), lines::toString);
        assertTrue(lines.contains("+ struct value: 8 bytes"), lines::toString);
        assertTrue(lines.contains("+ struct value: bit     32: int misses"), lines::toString);
    }

    @Test
    @DisplayName("shows a variable's value")
    void variable() throws Exception {
        assertEquals(
                List.of("variable limit in section .data:", "- int limit = 3", "+ int limit = 4"),
                difference("limit = 3", "limit = 4"));
    }

    @Test
    @DisplayName("shows the license")
    void license() throws Exception {
        assertEquals(
                List.of("license:", "- GPL", "+ MIT"), difference("GPL", "MIT").subList(0, 3));
    }

    @Test
    @DisplayName("says what is left when all of that is the same: the source lines, or the bytes of a section")
    void rest() throws Exception {
        var comment = difference("char LICENSE", "// Free.\nchar LICENSE");
        assertFalse(comment.isEmpty());
        var moved = difference("struct value {", "\nstruct value {");
        assertEquals("only the source lines that it quotes:", moved.get(0), moved::toString);
    }

    @Test
    @DisplayName("doesn't fall over what is no object")
    void damaged() throws Exception {
        var lines = ObjectComparison.lines(object(PROGRAM), new byte[] {1, 2, 3});
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("can't be compared as one of them is damaged: "), lines::toString);
    }

    @Test
    @DisplayName("shows something of any damage, or says that an object is damaged, in bounded time")
    void damage() throws Exception {
        var sound = object(PROGRAM);
        var random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            var compared = 0;
            for (var round = 0; round < 2000; round++) {
                var damaged = sound.clone();
                for (var flips = random.nextInt(3); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                if (!Arrays.equals(sound, damaged)) {
                    var lines = ObjectComparison.lines(sound, damaged);
                    assertFalse(lines.isEmpty());
                    assertFalse(ObjectComparison.lines(damaged, sound).isEmpty());
                    compared += lines.get(0).startsWith("can't be compared") ? 0 : 1;
                }
            }
            assertTrue(compared > 100, compared + " compared");
        });
    }
}
