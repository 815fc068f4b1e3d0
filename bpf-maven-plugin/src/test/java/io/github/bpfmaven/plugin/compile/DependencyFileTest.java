package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The list of files that clang has read")
final class DependencyFileTest {
    @Test
    @DisplayName("goes on over lines and has each file once, in clang's order")
    void lines() {
        assertEquals(
                List.of("src/a.bpf.c", "src/b.h", "./c.h"),
                DependencyFile.parse("target/a.bc: src/a.bpf.c src/b.h \\\n  ./c.h \\\n  src/b.h\n"));
        assertEquals(List.of("a.c", "b.h"), DependencyFile.parse("a.bc: a.c \\\r\n  b.h\r\n"));
    }

    @Test
    @DisplayName("has names with spaces, number signs and dollars")
    void escapes() {
        assertEquals(
                List.of("my dir/a#1.c", "cost$.h", "x$y"),
                DependencyFile.parse("my\\ dir/a.bc: my\\ dir/a\\#1.c cost$$.h x$$y\n"));
    }

    @Test
    @DisplayName("has Windows paths, whose backslashes stand for themselves unless a space follows")
    void windows() {
        assertEquals(
                List.of("C:\\src\\a.c", "C:\\my dir\\b.h", "C:\\odd\\ name.h"),
                DependencyFile.parse("C:\\out\\a.bc: C:\\src\\a.c C:\\my\\ dir\\b.h C:\\odd\\\\\\ name.h"));
    }

    @Test
    @DisplayName("may be empty")
    void empty() {
        assertEquals(List.of(), DependencyFile.parse(""));
        assertEquals(List.of(), DependencyFile.parse("a.bc:\n"));
    }
}
