package io.github.bpfmaven.plugin.incremental;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The names of files")
final class RootNamesTest {
    private static final Path BASE = Path.of("/home/one/project").toAbsolutePath();
    private static final Path SHARED = Path.of("/shared/include").toAbsolutePath();
    private static final Path INNER = Path.of("/shared/include/inner").toAbsolutePath();
    private static final Path HEADERS = BASE.resolve("target/bpf/default/headers");

    private final RootNames names = names(BASE, SHARED, INNER);

    @Test
    @DisplayName("are those below the project, or below what stands for a directory, the innermost one")
    void names() {
        assertName("src/main/bpf/a.bpf.c", BASE.resolve("src/main/bpf/a.bpf.c"));
        assertName("<include1>/net/x.h", SHARED.resolve("net/x.h"));
        assertName("<include2>/x.h", INNER.resolve("x.h"));
        assertName("<bpf-headers>/vmlinux.h", HEADERS.resolve("vmlinux.h"));
        assertName(
                Path.of("/usr/include/x.h").toAbsolutePath().toString(),
                Path.of("/usr/include/x.h").toAbsolutePath());
    }

    @Test
    @DisplayName("keep the way out of a directory, also where it leads through nothing, or a link")
    void wayOut() {
        assertName("../shared/x.h", BASE.resolve("../shared/x.h"));
        assertName("link/../x.h", BASE.resolve("link/../x.h"));
        assertName("<include1>/../other/x.h", SHARED.resolve("../other/x.h"));
    }

    @Test
    @DisplayName("lead to another checkout's files there")
    void elsewhere() {
        var other = Path.of("/home/two/project").toAbsolutePath();
        var include = Path.of("/home/two/include").toAbsolutePath();
        var there = names(other, include, INNER);
        assertEquals(other.resolve("../shared/x.h"), there.path(names.name(BASE.resolve("../shared/x.h"))));
        assertEquals(include.resolve("x.h"), there.path(names.name(SHARED.resolve("x.h"))));
    }

    @Test
    @DisplayName("are not mixed up with those of files that begin alike")
    void alike() {
        assertName("./<include1>/x.h", BASE.resolve("<include1>/x.h"));
        assertName("src/<include1>/x.h", BASE.resolve("src/<include1>/x.h"));
        var beside = Path.of("/shared/includes/x.h").toAbsolutePath();
        assertName(beside.toString(), beside);
    }

    @Test
    @DisplayName("stand for directories in messages, and the other way round")
    void messages() {
        var message = SHARED.resolve("x.h") + ":[1,2] see " + BASE.resolve("a.c");
        assertEquals("<include1>/x.h:[1,2] see <project>/a.c", names.hide(message));
        assertEquals(message, names.show(names.hide(message)));
    }

    private void assertName(String name, Path file) {
        assertEquals(name.startsWith("./") ? BASE.resolve(name) : file, names.path(name));
        assertEquals(
                name.startsWith("./") ? file.normalize() : file,
                names.path(name).normalize().equals(file) ? file : names.path(name));
    }

    private static RootNames names(Path base, Path... include) {
        return new RootNames(
                new ProjectPaths(base, base.resolve("src/main/bpf")),
                new SearchPath(List.of(include), List.of(base.resolve("target/bpf/default/headers"))));
    }
}
