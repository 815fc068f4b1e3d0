package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The files that a build leaves")
final class OutputTreeTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("keep their time stamps where the content is what it was")
    void unchanged() throws IOException {
        write("default", "a.o", "one", "b.o", "two");
        Files.setLastModifiedTime(out("a.o"), LONG_AGO);
        Files.setLastModifiedTime(out("b.o"), LONG_AGO);
        write("default", "a.o", "one", "b.o", "TWO");
        assertEquals(LONG_AGO, Files.getLastModifiedTime(out("a.o")));
        assertTrue(Files.getLastModifiedTime(out("b.o")).compareTo(LONG_AGO) > 0, "written again");
        assertEquals("TWO", Files.readString(out("b.o")));
    }

    @Test
    @DisplayName("go when the next build has them no more; a file that isn't the build's stays")
    void stale() throws IOException {
        write("default", "com/a.o", "one", "com/b.o", "two");
        Files.writeString(out("com/mine.txt"), "mine");
        write("default", "com/b.o", "two");
        assertFalse(Files.exists(out("com/a.o")), "a.o is stale");
        assertEquals("two", Files.readString(out("com/b.o")));
        assertEquals("mine", Files.readString(out("com/mine.txt")));
        write("default");
        assertFalse(Files.exists(out("com/b.o")), "b.o is stale");
    }

    @Test
    @DisplayName("stay under another name of the same file, as file systems have that take Drop for drop")
    void otherName() throws IOException {
        write("default", "real/a.o", "one", "b.o", "two");
        Files.createSymbolicLink(out("other"), out("real"));
        var list = OutputList.path(directory.resolve("work/default"));
        Files.writeString(list, Files.readString(list).replace("real", "other"));
        write("default", "real/a.o", "new");
        assertEquals("new", Files.readString(out("real/a.o")));
        assertFalse(Files.exists(out("b.o")), "b.o is stale");
    }

    @Test
    @DisplayName("may lie complete in another place before, and are taken from there")
    void taken() throws IOException {
        write("default", "a.o", "one", "b.o", "two");
        Files.setLastModifiedTime(out("a.o"), LONG_AGO);
        try (var tree = new OutputTree(directory.resolve("work/default"))) {
            for (var name : List.of("a.o", "b.o")) {
                tree.take(out(name), Files.writeString(directory.resolve("complete " + name), "one"), "digest");
            }
            assertEquals("two", Files.readString(out("b.o")), "not yet");
            assertTrue(tree.write(), "b.o differs");
        }
        assertEquals(LONG_AGO, Files.getLastModifiedTime(out("a.o")));
        assertEquals("one", Files.readString(out("b.o")));
    }

    @Test
    @DisplayName("are forgotten when the build ends before they are all there")
    void abandoned() throws IOException {
        write("default", "a.o", "one");
        try (var tree = new OutputTree(directory.resolve("work/default"))) {
            tree.add(out("a.o"), "two");
            tree.add(out("b.o"), "two");
        }
        assertEquals("one", Files.readString(out("a.o")));
        assertFalse(Files.exists(out("b.o")), "b.o was never meant to appear alone");
        try (var staged = Files.list(directory.resolve("work/default/staging"))) {
            assertEquals(List.of(), staged.toList());
        }
    }

    @Test
    @DisplayName("stay as they are, and nothing is left on its way, where a text written bit by bit is the same again")
    void sameText() throws IOException {
        for (var changed : List.of(true, false)) {
            try (var tree = new OutputTree(directory.resolve("work/default"))) {
                tree.add(out("a.json"), false, text -> text.append("one ").append("two"));
                assertEquals(changed, tree.write());
            }
            assertEquals("one two", Files.readString(out("a.json")));
            try (var staged = Files.list(directory.resolve("work/default/staging"))) {
                assertEquals(List.of(), staged.toList());
            }
        }
    }

    @Test
    @DisplayName("of one execution are none of another's business")
    void twoExecutions() throws IOException {
        write("default", "a.o", "one");
        write("second", "b.o", "two");
        write("default", "c.o", "three");
        assertFalse(Files.exists(out("a.o")), "the first execution's own");
        assertEquals("two", Files.readString(out("b.o")));
    }

    @Test
    @DisplayName("are the last build's where this one can't write all of its own")
    void stagingFails() throws IOException {
        write("default", "a.o", "one", "b.o", "two");
        // A directory where the second copy would go.
        Files.createDirectories(directory.resolve("work/default/staging/1/1/in the way"));
        assertThrows(IOException.class, () -> write("default", "a.o", "ONE", "c.o", "three"));
        assertEquals("one", Files.readString(out("a.o")));
        assertEquals("two", Files.readString(out("b.o")));
        assertFalse(Files.exists(out("c.o")), "nothing of the failed build");
    }

    private Path out(String name) {
        return directory.resolve("out").resolve(name);
    }

    private void write(String execution, String... namesAndTexts) throws IOException {
        var tree = new OutputTree(directory.resolve("work").resolve(execution));
        for (var at = 0; at < namesAndTexts.length; at += 2) {
            tree.add(out(namesAndTexts[at]), namesAndTexts[at + 1]);
        }
        tree.write();
    }
}
