package io.github.bpfmaven.linker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.DeclarationCheck.Declared;
import io.github.bpfmaven.llvm.ReadDeclarations;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** On what clang makes of two sources. */
@DisplayName("Declarations in two sources")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeclarationCheckTest {
    private static final String HEADER = """
            long from_header(int n);
            """;

    private static final String MAIN = """
            #include "shared.h"
            extern int counter;
            extern unsigned int signs;
            extern int open[];
            extern const volatile int limit;
            extern struct state { int a; int b; } state;
            struct request;
            long helper(struct request *p, int n);
            int old();
            int same(void *map, const char *name);
            extern struct { int (*type)[1]; int (*max_entries)[16]; int *key; long *value; } entries
                __attribute__((section(".maps")));
            extern struct { int (*type)[1]; int (*max_entries)[16]; int *key; struct state *value; } values
                __attribute__((section(".maps")));
            extern struct { int (*type)[2]; int (*max_entries)[16]; int *key; long *value; } equal
                __attribute__((section(".maps")));
            extern struct {
              int (*type)[12]; int *key; struct { int (*type)[2]; int (*max_entries)[4]; int *key; int *value; } *values[];
            } outer __attribute__((section(".maps")));
            struct { int (*type)[1]; int *key; long *value; int (*pinning)[1]; } twice
                __attribute__((section(".maps"), weak));
            struct { int (*type)[1]; int (*key_size)[4]; long *value; } sized __attribute__((section(".maps"), weak));
            int weak_one(int x) { return x; }
            __attribute__((section("xdp"))) int program(void *ctx) {
              return counter + signs + open[1] + limit + state.b + helper(0, 1) + old(2) + same(&entries, 0)
                  + same(&values, 0) + same(&equal, 0) + same(&outer, 0) + from_header(1);
            }
            """;

    private static final String LIBRARY = """
            long counter;
            int signs;
            int open[8];
            const volatile int limit;
            struct state { int a; long b; } state;
            struct request { int x; };
            long helper(struct request *p, long count) { return count; }
            int old(int x) { return x; }
            int same(void *table, const char *name) { return 0; }
            struct { int (*type)[2]; int (*max_entries)[32]; int *key; long *value; } entries
                __attribute__((section(".maps"), used));
            struct { int (*type)[1]; int (*max_entries)[16]; int *key; struct state *value; } values
                __attribute__((section(".maps"), used));
            struct { int (*type)[2]; int (*max_entries)[16]; int *key; long *value; } equal
                __attribute__((section(".maps"), used));
            struct {
              int (*type)[12]; int *key; struct { int (*type)[2]; int (*max_entries)[8]; int *key; int *value; } *values[];
            } outer __attribute__((section(".maps"), used));
            struct { int (*type)[1]; int *key; long *value; } twice __attribute__((section(".maps"), used));
            struct { int (*type)[1]; int *key; long *value; } sized __attribute__((section(".maps"), used));
            int weak_one(long x) { return x; }
            int from_header(int n) { return n; }
            """;

    private final DeclarationCheck check = new DeclarationCheck();
    private List<Map<String, ReadDeclarations.Answer>> modules = List.of();

    @BeforeAll
    void compile(@TempDir Path directory) throws Exception {
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("shared.h"), HEADER);
        Files.writeString(directory.resolve("main.bpf.c"), MAIN);
        Files.writeString(directory.resolve("lib.c"), LIBRARY);
        modules = ReadDeclarations.of(
                BpfTarget.BPFEL.byteOrder(),
                List.of(clang.bitcode("main.bpf.c", BpfTarget.BPFEL), clang.bitcode("lib.c", BpfTarget.BPFEL)));
    }

    private Declared declared(int module, String input, String symbol) {
        return new Declared(input, modules.get(module).get(symbol).declaration().orElseThrow());
    }

    private Optional<Diagnostic> compare(String symbol) {
        return check.compare(symbol, declared(0, "main.bpf.c", symbol), declared(1, "lib.c", symbol));
    }

    private static Optional<Diagnostic> error(String message, String file, int line) {
        return Optional.of(new Diagnostic(
                Diagnostic.Severity.ERROR,
                message + "; make the declarations agree (share a header)",
                Optional.of(new SourceLocation(file, line, 0))));
    }

    @Test
    @DisplayName("may agree")
    void agree() {
        for (var symbol : List.of("open", "limit", "old", "same", "equal")) {
            assertEquals(Optional.empty(), compare(symbol), symbol);
        }
    }

    @Test
    @DisplayName("that differ are both quoted, at the place of the one that is no definition")
    void variables() {
        assertEquals(
                error(
                        "'counter' is declared 'extern int counter' in main.bpf.c:2, but defined as 'long counter' in"
                                + " lib.c:1: int is 4 bytes, long is 8",
                        "main.bpf.c",
                        2),
                compare("counter"));
        assertEquals(
                error(
                        "'state' is declared 'extern struct state state' in main.bpf.c:6, but defined as"
                                + " 'struct state state' in lib.c:5: in member 'b' of struct state: int is 4 bytes,"
                                + " long is 8",
                        "main.bpf.c",
                        6),
                compare("state"));
    }

    @Test
    @DisplayName("are the same, whichever comes first")
    void order() {
        assertEquals(
                compare("counter"),
                check.compare("counter", declared(1, "lib.c", "counter"), declared(0, "main.bpf.c", "counter")));
    }

    @Test
    @DisplayName("of functions say which parameter, and where a header has them from")
    void functions() {
        assertEquals(
                error(
                        "'helper' is declared 'long helper(struct request *p, int n)' in main.bpf.c:8, but defined as"
                                + " 'long helper(struct request *p, long count)' in lib.c:7: in parameter 2 ('n'): int is"
                                + " 4 bytes, long is 8",
                        "main.bpf.c",
                        8),
                compare("helper"));
        assertEquals(
                error(
                        "'from_header' is declared 'long from_header(int n)' in shared.h:1 (for main.bpf.c), but defined"
                                + " as 'int from_header(int n)' in lib.c:22: in the return type: long is 8 bytes, int is"
                                + " 4",
                        "shared.h",
                        1),
                compare("from_header").map(DeclarationCheckTest::plain));
    }

    /** clang names a header that lies beside the source with the directory that it looked in. */
    private static Diagnostic plain(Diagnostic diagnostic) {
        return new Diagnostic(
                diagnostic.severity(),
                diagnostic.message(),
                diagnostic
                        .location()
                        .map(place -> new SourceLocation(
                                place.file().replaceFirst("^\\./", ""), place.line(), place.column())));
    }

    @Test
    @DisplayName("that differ in signs only are a warning")
    void signs() {
        assertEquals(Optional.of(Diagnostic.Severity.WARNING), compare("signs").map(Diagnostic::severity));
    }

    @Test
    @DisplayName("of maps say which attribute, with both values")
    void maps() {
        assertEquals(
                error(
                        "map 'entries' is declared with type BPF_MAP_TYPE_HASH in main.bpf.c:11, but defined with type"
                                + " BPF_MAP_TYPE_ARRAY in lib.c:10",
                        "main.bpf.c",
                        11),
                compare("entries"));
        assertEquals(
                error(
                        "map 'values' is declared with the value type struct state in main.bpf.c:13, but defined with the"
                                + " value type struct state in lib.c:12: in member 'b' of struct state: int is 4 bytes,"
                                + " long is 8",
                        "main.bpf.c",
                        13),
                compare("values"));
        assertEquals(
                error(
                        "map 'outer' is declared with an inner map with max_entries 4 in main.bpf.c:19, but defined with"
                                + " an inner map with max_entries 8 in lib.c:18",
                        "main.bpf.c",
                        19),
                compare("outer"));
    }

    @Test
    @DisplayName("that are both definitions differ at the place of the second")
    void definitions() {
        assertEquals(
                error(
                        "'weak_one' is defined as 'int weak_one(int x)' in main.bpf.c:23, and as 'int weak_one(long x)'"
                                + " in lib.c:21: in parameter 1 ('x'): int is 4 bytes, long is 8",
                        "lib.c",
                        21),
                compare("weak_one"));
        assertEquals(
                error(
                        "map 'twice' is defined with pinning 1 in main.bpf.c:20, and with no pinning in lib.c:19",
                        "lib.c",
                        19),
                compare("twice"));
        assertEquals(
                error(
                        "map 'sized' is defined with key_size 4 and no key type in main.bpf.c:22, and with the key type"
                                + " int in lib.c:20",
                        "lib.c",
                        20),
                compare("sized"));
    }
}
