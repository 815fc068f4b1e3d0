package io.github.bpfmaven.plugin.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.build.WatchList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Between two looks at the files")
final class SnapshotTest {
    @TempDir
    Path base;

    private WatchList list(String... files) {
        return new WatchList(
                Set.of(base.resolve("src")),
                Set.copyOf(List.of(files).stream().map(base::resolve).toList()),
                Set.of(base.resolve("src/target")));
    }

    private Path write(String name, String text) throws IOException {
        var file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Set<Path> changes(WatchList before, Change change, WatchList after) throws IOException {
        var first = Snapshot.of(List.of(before));
        change.make();
        return Snapshot.of(List.of(after)).changesSince(first);
    }

    /** Something that is done to files. */
    private interface Change {
        void make() throws IOException;
    }

    @Test
    @DisplayName("a file in a source directory may be new, gone or other")
    void inTrees() throws Exception {
        var gone = write("src/gone.c", "1");
        var other = write("src/a/other.c", "1");
        write("src/same.c", "1");

        var changes = changes(
                list(),
                () -> {
                    Files.delete(gone);
                    write("src/a/other.c", "2");
                    write("src/new/new.c", "3");
                },
                list());

        assertEquals(Set.of(gone, other, base.resolve("src/new/new.c")), changes);
    }

    @Test
    @DisplayName("what editors put beside files is none of them, nor is what builds leave")
    void notOurs() throws Exception {
        write("src/a.c", "1");

        var changes = changes(
                list(),
                () -> {
                    for (var name : List.of(".a.c.swp", "a.c~", "#a.c#", "4913", ".git/index", "target/a.bc")) {
                        write("src/" + name, "x");
                    }
                },
                list());

        assertEquals(Set.of(), changes);
    }

    @Test
    @DisplayName("a file elsewhere that was read or looked for counts, and its neighbours don't")
    void alone() throws Exception {
        write("include/read.h", "1");

        var changes = changes(
                list("include/read.h", "include/missing.h"),
                () -> {
                    write("include/read.h", "2");
                    write("include/missing.h", "2");
                    write("include/neighbour.h", "2");
                },
                list("include/read.h", "include/missing.h"));

        assertEquals(Set.of(base.resolve("include/read.h"), base.resolve("include/missing.h")), changes);
    }

    @Test
    @DisplayName("a file that counts only since then hasn't changed, nor has one that counts no more")
    void readForTheFirstTime() throws Exception {
        write("include/old.h", "1");
        write("include/new.h", "1");

        assertEquals(Set.of(), changes(list("include/old.h"), () -> {}, list("include/new.h")));
    }

    @Test
    @DisplayName("a source directory may appear")
    void treeAppears() throws Exception {
        assertEquals(Set.of(base.resolve("src/a.c")), changes(list(), () -> write("src/a.c", "1"), list()));
    }

    @Test
    @DisplayName("events are asked for where files are, and not where there is no directory")
    void directories() throws Exception {
        write("src/a/x.c", "1");
        write("include/read.h", "1");

        var directories =
                Snapshot.of(List.of(list("include/read.h", "nowhere/x.h"))).directories();

        assertTrue(
                directories.containsAll(Set.of(base.resolve("src"), base.resolve("src/a"), base.resolve("include"))));
        assertFalse(directories.contains(base.resolve("nowhere")));
    }
}
