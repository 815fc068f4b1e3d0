package io.github.bpfmaven.plugin.lock;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A lock")
final class LockTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    private static Lock lock(String header, LockedProgram... programs) {
        var files = new TreeMap<String, String>();
        files.put("src/a.bpf.c", ONE);
        files.put("src/b.bpf.c", ONE);
        files.put("src/my header.h", header);
        files.put("<bpf-headers>/bpf/bpf_helpers.h", Lock.PLUGIN);
        return new Lock(new LockSettings("1.0", "20").lines(), files, List.of(), List.of(programs)).withSeals();
    }

    private static LockedProgram program(String name, List<Line> flags, List<String> reads) {
        return new LockedProgram(
                new LockedSource("src/" + name + ".bpf.c", flags, reads, ONE),
                false,
                List.of(new LockedObject("bpfel", new LockedFile("it/" + name + "_bpfel.o", TWO))),
                new LockedFile("it/" + name + ".java", ONE),
                "");
    }

    private static Lock two(String header) {
        return lock(
                header,
                program("b", List.of(), List.of("src/my header.h")),
                program("a", List.of(), List.of("<bpf-headers>/bpf/bpf_helpers.h")));
    }

    @Test
    @DisplayName("is read as it was written, whatever is in flags and names")
    void roundTrip() throws LockException {
        var flags = List.of(
                new Line("define", "NAME=\"a b\""),
                new Line("argument", ""),
                new Line("argument", "two\nlines\\n and\r a backslash \\"));
        var lock = lock(
                ONE,
                program("a", flags, List.of("src/my header.h", "<bpf-headers>/bpf/bpf_helpers.h")),
                program("b", List.of(), List.of()));
        assertEquals(lock, Lock.read(lock.text()));
    }

    @Test
    @DisplayName("is sorted: the order in which things were found makes no difference")
    void sorted() throws LockException {
        var lock = two(ONE);
        assertEquals("src/a.bpf.c", lock.programs().get(0).source().name());
        assertEquals(lock.text(), Lock.read(lock.text()).text());
    }

    @Test
    @DisplayName("changes in few lines when a header does: the header's, and the seals of those that read it")
    void fewLines() {
        var before = two(ONE).text().lines().toList();
        var after = two(TWO).text().lines().toList();
        assertEquals(before.size(), after.size());
        var changed = after.stream().filter(line -> !before.contains(line)).toList();
        assertEquals(2, changed.size(), changed.toString());
        assertEquals("file " + TWO + " src/my header.h", changed.get(0));
        assertTrue(changed.get(1).startsWith("  seal "), changed.get(1));
    }

    @Test
    @DisplayName("has a seal over library code only where that went in")
    void libraries() {
        var program = program("a", List.of(), List.of());
        var with = new LockedProgram(program.source(), true, program.objects(), program.java(), "");
        assertEquals(sealWith(program, "v1"), sealWith(program, "v2"));
        assertNotEquals(sealWith(with, "v1"), sealWith(with, "v2"));
    }

    private static String sealWith(LockedProgram program, String cpu) {
        var library = new LockedSource("src/lib.c", List.of(new Line("cpu", cpu)), List.of(), ONE);
        var files = new TreeMap<String, String>();
        files.put("src/a.bpf.c", ONE);
        files.put("src/lib.c", ONE);
        return new Lock(List.of(), files, List.of(library), List.of(program)).seal(program);
    }

    @Test
    @DisplayName("is refused at any line that is doubled, left out or cut")
    void everyLine() throws LockException {
        var good = two(ONE).text();
        var lines = good.lines().toList();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            refuse(join(lines.subList(0, index)) + join(lines.subList(index + 1, lines.size())), "without: " + line);
            refuse(join(lines.subList(0, index + 1)) + join(lines.subList(index, lines.size())), "twice: " + line);
            if (index < lines.size() - 1) {
                refuse(join(lines.subList(0, index + 1)), "up to: " + line);
            }
        }
        Lock.read(good);
    }

    private static void refuse(String text, String what) {
        assertThrows(LockException.class, () -> Lock.read(text), what);
    }

    private static String join(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    @Test
    @DisplayName("tells which files are its own even with conflict markers in it")
    void ownFiles() {
        var text = two(ONE).text().replace("  seal", "<<<<<<< HEAD\n  seal") + ">>>>>>> other";
        assertEquals(
                Set.of("objects/it/a_bpfel.o", "objects/it/b_bpfel.o", "java/it/a.java", "java/it/b.java"),
                Lock.ownFiles(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../secret.o",
                "/etc/secret.o",
                "it/../../secret.o",
                "it//a.o",
                "./a.o",
                "it/a\0.o",
                "",
                "it\\..\\a.o"
            })
    @DisplayName("is refused with an object or a class outside of its directory, which is none of its own files either")
    void outside(String path) {
        var object = program("a", List.of(), List.of());
        var asObject = new LockedProgram(
                object.source(),
                false,
                List.of(new LockedObject("bpfel", new LockedFile(path, TWO))),
                object.java(),
                "");
        var asClass = new LockedProgram(object.source(), false, object.objects(), new LockedFile(path, TWO), "");
        for (var program : List.of(asObject, asClass)) {
            var text = lock(
                            ONE,
                            program,
                            program("b", List.of(), List.of("src/my header.h", "<bpf-headers>/bpf/bpf_helpers.h")))
                    .text();
            var refused = assertThrows(LockException.class, () -> Lock.read(text));
            assertTrue(
                    refused.getMessage().startsWith("names a file outside of its directory: "), refused.getMessage());
            assertEquals(3, Lock.ownFiles(text).size(), Lock.ownFiles(text).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "C:\\Windows\\win.ini", "\\\\server\\share\\x.h", "src/a\0.h"})
    @DisplayName("is refused with a header that has no name on other machines: bpf:update writes none")
    void absolute(String header) {
        var files = new TreeMap<String, String>();
        files.put("src/a.bpf.c", ONE);
        files.put(header, ONE);
        var text = new Lock(
                        new LockSettings("1.0", "20").lines(),
                        files,
                        List.of(),
                        List.of(program("a", List.of(), List.of(header))))
                .withSeals()
                .text();
        var refused = assertThrows(LockException.class, () -> Lock.read(text));
        assertTrue(refused.getMessage().startsWith("names a file that no other machine has: "), refused.getMessage());
    }

    @Test
    @DisplayName(
            "is refused with a byte order mark, without a plugin or an LLVM, and of a newer plugin, each with its reason")
    void top() {
        var good = two(ONE).text();
        assertEquals(
                "starts with a byte order mark, which an editor has put there",
                assertThrows(LockException.class, () -> Lock.read("\uFEFF" + good))
                        .getMessage());
        assertEquals(
                "has format 2, which bpf-maven-plugin 7.0 has written, and this one reads and writes 1: take that version of"
                        + " the plugin",
                assertThrows(
                                LockException.class,
                                () -> Lock.read(
                                        good.replace("bpf-lock 1", "bpf-lock 2").replace("plugin 1.0", "plugin 7.0")))
                        .getMessage());
        for (var word : List.of("plugin", "llvm")) {
            var without = "bpf-lock 1\n" + (word.equals("llvm") ? "plugin 1" : "llvm 20") + "\nend\n";
            assertEquals(
                    "doesn't say which " + word + " has made it, or says so twice",
                    assertThrows(LockException.class, () -> Lock.read(without)).getMessage());
        }
    }
}
