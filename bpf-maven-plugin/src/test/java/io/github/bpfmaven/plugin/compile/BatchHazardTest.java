package io.github.bpfmaven.plugin.compile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.reduce.FileWords;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What clang must not keep from one source to the next")
final class BatchHazardTest {
    @TempDir
    private Path base;

    @Test
    @DisplayName("shows in what sources and headers mention")
    void words() {
        assertFalse(isIn("int f(int *p) { return *p; } _Pragma(\"GCC diagnostic push\")"));
        assertTrue(isIn("struct s { int a; } __attribute__((preserve_access_index));"));
        assertTrue(isIn("int f(int *p) { return *__builtin_preserve_access_index(p); }"));
        assertTrue(isIn("#define A(b) __builtin_##b\nint f(int *p) { return *A(preserve_access_index)(p); }"));
        assertTrue(isIn("#pragma GCC diagnostic push"));
        assertTrue(isIn("#define DO(x) _Pragma(#x)"));
        assertTrue(isIn("#undef __FILE__"));
    }

    @Test
    @DisplayName("shows in bitcode, whatever the types are called")
    void bitcode() throws Exception {
        assertFalse(BatchHazard.isIn(compiled("int llvm; int f(int *p) { return p[1]; }")));
        for (var type : List.of("s", "t$k", "größe", "a_1")) {
            assertTrue(BatchHazard.isIn(compiled("""
                            struct %1$s { int a; int b; } __attribute__((preserve_access_index));
                            int f(struct %1$s *p) { return p->b; }
                            """.formatted(type))), type);
        }
        assertTrue(BatchHazard.isIn(compiled(
                "struct s { int a; }; long f(void) { struct s *s = 0; return __builtin_btf_type_id(*s, 0); }")));
    }

    private static boolean isIn(String text) {
        return BatchHazard.isIn(List.of(FileWords.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private byte[] compiled(String text) throws Exception {
        Files.writeString(base.resolve("a.bpf.c"), text);
        var clang = new Clang(TestLlvm.home(), new ProjectPaths(base, base), new SearchPath(List.of(), List.of()));
        var unit = new CompileUnit(
                new Source("a.bpf.c"),
                new CompileTarget(BpfTarget.BPFEL, Optional.empty()),
                new CompilerFlags("2", "v3", List.of(), List.of()),
                base.resolve("a.bc"));
        assertEquals(List.of(), clang.compile(unit).diagnostics());
        return Files.readAllBytes(unit.bitcode());
    }
}
