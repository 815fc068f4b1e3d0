package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Sources that one clang compiles")
final class BatchCompilesTest {
    private static final List<CompileTarget> TARGETS = List.of(
            new CompileTarget(BpfTarget.BPFEL, Optional.empty()), new CompileTarget(BpfTarget.BPFEB, Optional.empty()));

    private static final String HEAD = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            #include "common.h"
            """;

    private static final String CORE = """
            struct task { int a; int b; } __attribute__((preserve_access_index));
            int f(struct task *task) { return task->b; }
            """;

    private final ClangPool pool = new ClangSlots().open(OptionalInt.of(1));
    private @TempDir Path base = Path.of("");
    private List<String> arguments = List.of("-Wall");

    @AfterEach
    void close() {
        pool.close();
        Logger.getLogger(Clang.class.getName()).setLevel(null);
    }

    @Test
    @DisplayName("give the same objects, and the same names of files that were read")
    void sameObjects() throws Exception {
        for (var number = 0; number < 12; number++) {
            source(number, """
                    #include "own%1$d.h"
                    struct key { int number; struct key *next; struct { long a, b; } inner; };
                    struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, %1$d + 1);
                    	__type(key, struct key); __type(value, struct own); } map SEC(".maps");
                    static __noinline int part(struct own *own) { return own->value[%1$d] + __LINE__; }
                    SEC("xdp") int prog(struct xdp_md *ctx)
                    {
                    	struct key key = { .number = %1$d };
                    	struct own *own = bpf_map_lookup_elem(&map, &key);
                    	bpf_printk("%%s %%d", __FILE__, __COUNTER__);
                    	return own ? part(own) : XDP_PASS;
                    }
                    char LICENSE[] SEC("license") = "GPL";
                    """.formatted(number));
            write("bpf/own%d.h".formatted(number), "struct own { int value[%d]; };%n".formatted(40 + number));
        }
        assertBatched(12, 12);
    }

    @Test
    @DisplayName("give the same objects where they are the linker's test programs")
    void testPrograms() throws Exception {
        var names = new ArrayList<String>();
        for (var program : TestProgram.in(Path.of("../bpf-linker-core").resolve(TestProgram.ROOT))) {
            var name = program.source().getFileName().toString();
            write("bpf/" + name, Files.readString(program.source()));
            names.add(name);
        }
        arguments = List.of();
        var batched = compare(units(names));
        assertTrue(batched > 40, () -> "only " + batched);
    }

    @Test
    @DisplayName("say the same, wherever clang has something to say")
    void sameMessages() throws Exception {
        source(0, "int f(void) { return 0; }");
        source(1, "int g(void) { return 0; }");
        source(2, "int h(void) { return 0; }");
        source(3, "int f(void) { int unused; return 0; }");
        source(4, "int f(void) { return missing; }");
        source(5, "int g(void) { int unused; return 0; }");
        source(6, "#include \"nowhere.h\"");
        source(7, "int f(void) { return 0; }");

        // What is said behind the third may be about it.
        assertBatched(8, 2);
    }

    @Test
    @DisplayName("don't have warnings of the others, or miss those that the others switch off")
    void pragmas() throws Exception {
        source(0, "#pragma clang diagnostic ignored \"-Wunused-variable\"\nint f(void) { int unused; return 0; }");
        source(1, "int f(void) { int unused; return 0; }");
        source(
                2,
                "_Pragma(\"GCC diagnostic ignored \\\"-Wunused-variable\\\"\") int f(void) { int unused; return 0; }");
        source(3, "int f(void) { int unused; return 0; }");
        source(4, "#define SAY(x) _Pragma(#x)\nSAY(GCC diagnostic error \"-Wunused-variable\")\nint f;");
        source(5, "int f(void) { int unused; return 0; }");
        source(6, "#define __LINE__ 3\nint f;");
        source(7, "#undef __FILE__\nint f;");
        source(8, "int f(int n) { int s = 0; _Pragma(\"unroll\") for (int i = 0; i < 9; i++) s += n * i; return s; }");
        source(9, "extern int declared SEC(\".data\");\nint f(void) { return declared; }");

        assertBatched(10, 0);
    }

    @Test
    @DisplayName("aren't those with CO-RE: LLVM would take one module's variables for another's")
    void core() throws Exception {
        for (var number = 0; number < 6; number++) {
            source(number, number % 2 == 0 ? CORE : "int f(int *p) { return *p; }");
        }
        assertBatched(6, 3);
    }

    @Test
    @DisplayName("aren't those whose CO-RE is put together of words, also where LLVM drops it")
    void hiddenCore() throws Exception {
        write("bpf/common.h", "#define PASTED(a, b) a##b\n");
        for (var number = 0; number < 6; number++) {
            source(
                    number,
                    number < 3
                            ? "int f%d;".formatted(number)
                            : CORE.replace("preserve_access_index", "PASTED(preserve_, access_index)")
                                    .replace("int f(", number == 4 ? "static inline int f(" : "int f("));
        }
        assertBatched(6, 3);
    }

    @Test
    @DisplayName("aren't batched any more once batches have come to nothing")
    void inVain() throws Exception {
        arguments = List.of("-Wall", "-Wunused-macros", "-pedantic");
        for (var number = 0; number < 40; number++) {
            source(number, "int f(void) { int unused; return 0; }");
        }
        try (var log = log()) {
            results(queue(clang(), true), units(names(40)));
            assertTrue(count(log, " -cc1 ") <= 3, () -> "" + count(log, " -cc1 "));
        }
    }

    @Test
    @DisplayName("find none of what others have left in clang, in any order")
    void tricks() throws Exception {
        write("bpf/twice.h", "#define TWICE 2\n");
        write("bpf/sub/own.h", "#include \"inner.h\"\n");
        write("bpf/sub/inner.h", "#define OWN 3\n");
        write("bpf/inner.h", "#define OWN 4\n");
        write("bpf/sub/next.h", "#include_next <twice.h>\n#define NEXT TWICE\n");
        var names = new ArrayList<String>();
        for (var trick : BatchTrick.all()) {
            var name = trick.name() + ".bpf.c";
            write("bpf/" + name, HEAD + trick.text());
            names.add(name);
        }
        arguments = List.of();
        for (var seed = 0; seed < 2; seed++) {
            var order = new ArrayList<>(names);
            if (seed > 0) {
                Collections.shuffle(order, new Random(seed));
            }
            var batched = compare(units(order));
            assertTrue(batched > names.size(), () -> "only " + batched);
        }
    }

    @Test
    @DisplayName("have the headers beside them, whatever else has their names")
    void besides() throws Exception {
        write("bpf/config.h", "#define VALUE 1\n");
        for (var number = 0; number < 8; number++) {
            write("bpf/deep/own/program" + number + ".bpf.c", HEAD + """
                    #include <config.h>
                    const int first = VALUE;
                    #undef VALUE
                    #include "config.h"
                    const int second = VALUE;
                    """);
        }
        write("bpf/deep/own/config.h", "#include \"../config.h\"\n");
        write("bpf/deep/config.h", "#define VALUE 2\n");
        assertEquals(2 * 8, compare(units(names(8, "deep/own/"))));
    }

    @Test
    @DisplayName("don't call a header as another source has called it")
    void headerNames() throws Exception {
        write("bpf/deep/where.h", "static inline int where(int n) { const char f[] = __FILE__; return f[n & 7]; }\n");
        Files.createSymbolicLink(base.resolve("bpf/link.h"), Path.of("deep/where.h"));
        Files.createLink(base.resolve("bpf/hard.h"), base.resolve("bpf/deep/where.h"));
        for (var number = 0; number < 4; number++) {
            for (var include : Map.of(
                            "a/", "../deep/where.h",
                            "b/", "../deep/where.h",
                            "c/", "link.h",
                            "d/", "hard.h")
                    .entrySet()) {
                write(
                        "bpf/" + include.getKey() + "program" + number + ".bpf.c",
                        "#include \"" + include.getValue() + "\"\nint f(int n) { return where(n); }\n");
            }
            source(
                    number,
                    "#include \"%s\"\nint f(int n) { return where(n); }"
                            .formatted(List.of("link.h", "hard.h", "deep/where.h", "deep/../link.h")
                                    .get(number)));
        }
        var names = names(4);
        for (var directory : List.of("b/", "d/", "c/", "a/")) {
            names.addAll(names(4, directory));
        }
        var batched = compare(units(names));
        assertTrue(batched >= 8, () -> "only " + batched);
    }

    @Test
    @DisplayName("may be one file under several names")
    void links() throws Exception {
        source(0, "const char name[] = __FILE__; int f(int n) { return name[n & 7]; }");
        Files.createSymbolicLink(base.resolve("bpf/program1.bpf.c"), Path.of("program0.bpf.c"));
        Files.createLink(base.resolve("bpf/program2.bpf.c"), base.resolve("bpf/program0.bpf.c"));
        for (var number = 3; number < 6; number++) {
            source(number, "const char name[] = __FILE__; int f(int n) { return name[n & 7]; }");
        }
        assertBatched(6, 4);
    }

    @Test
    @DisplayName("may have odd names")
    void names() throws Exception {
        var names = new ArrayList<String>();
        for (var name : List.of(
                "a b",
                "a#b",
                "a$b",
                "a'b",
                "-a",
                "a\\b",
                "a\\ b",
                "a:b",
                "@a",
                "a%b",
                "a,b",
                "x".repeat(200),
                "a=b",
                "a\tb")) {
            write(
                    "bpf/" + name + ".bpf.c",
                    HEAD + "const char name[] = __FILE__; int f(int n) { return name[n & 7]; }\n");
            names.add(name + ".bpf.c");
        }
        var batched = compare(units(names));
        assertTrue(batched >= 10, () -> "only " + batched);
    }

    @Test
    @DisplayName(
            "aren't batched with arguments that clang's driver has something to say about, or that count over all sources")
    void driversWords() throws Exception {
        for (var odd : List.of(
                List.of("-fno-gcse"), List.of("-mllvm", "-bpf-expand-memcpy-in-order"), List.of("-U__FILE__"))) {
            arguments = odd;
            for (var number = 0; number < 4; number++) {
                source(number, "int f(int n) { return n; }");
            }
            assertBatched(4, 0);
        }
    }

    @Test
    @DisplayName("count up to the one that ends clang")
    void crash() throws Exception {
        for (var number = 0; number < 6; number++) {
            source(number, number == 4 ? "#pragma clang __debug crash" : "int f(int n) { return n; }");
        }
        assertBatched(6, 3);
    }

    @Test
    @DisplayName("come to an end, all of them, when the build is interrupted")
    void interrupted() throws Exception {
        for (var number = 0; number < 30; number++) {
            source(number, "int f(int n) { return n; }");
        }
        var started = queue(clang(), true).start(units(names(30)));
        started.values().iterator().next().join();
        pool.close();
        for (var result : started.entrySet()) {
            assertTrue(result.getValue().isDone());
            // What is there is whole: a build that is interrupted knows of no more.
            assertTrue(result.getValue().isCompletedExceptionally()
                    || Files.exists(result.getKey().bitcode()));
        }
    }

    /** @param batched how many of them for each target are expected to be */
    private void assertBatched(int sources, int batched) throws Exception {
        assertEquals(TARGETS.size() * batched, compare(units(names(sources))));
    }

    /** @return how many were compiled together */
    private long compare(List<CompileUnit> units) throws Exception {
        var clang = clang();
        var alone = results(queue(clang, false), units);
        try (var log = log();
                var worker = LinkWorker.start(TestLlvm.worker(1))) {
            var expected = objects(worker, clang, alone);
            var batched = results(queue(clang, true), units);

            assertEquals(alone, batched);
            var actual = objects(worker, clang, batched);
            assertEquals(expected.keySet(), actual.keySet());
            actual.forEach((name, object) -> assertArrayEquals(expected.get(name), object, name));
            // The driver is asked once for each target.
            assertTrue(count(log, "-###") <= TARGETS.size());
            return units.size() - (count(log, " -emit-llvm ") - count(log, "-###"));
        }
    }

    private static LogLines log() {
        Logger.getLogger(Clang.class.getName()).setLevel(Level.FINE);
        return new LogLines(Clang.class);
    }

    private static long count(LogLines log, String text) {
        return log.at(Level.FINE).stream().filter(line -> line.contains(text)).count();
    }

    private CompileQueue queue(Clang clang, boolean batches) {
        return new CompileQueue(clang, pool, Optional.empty(), Optional.of(base.resolve("target/reduced")), batches);
    }

    private static List<CompileResult> results(CompileQueue queue, List<CompileUnit> units) {
        return queue.start(units).values().stream().map(CompletableFuture::join).toList();
    }

    private static Map<String, byte[]> objects(LinkWorker worker, Clang clang, List<CompileResult> results) {
        var objects = new TreeMap<String, byte[]>();
        for (var result : results) {
            if (result.succeeded()) {
                var unit = result.unit();
                var linked = LinkedUnit.link(worker, clang, unit);
                objects.put(
                        unit.source() + " " + unit.target(),
                        linked instanceof LinkResult.Linked done
                                ? done.output()
                                : linked.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return objects;
    }

    private static List<String> names(int sources) {
        return names(sources, "");
    }

    private static List<String> names(int sources, String directory) {
        var names = new ArrayList<String>();
        for (var number = 0; number < sources; number++) {
            names.add(directory + "program" + number + ".bpf.c");
        }
        return names;
    }

    private List<CompileUnit> units(List<String> names) {
        return names.stream()
                .flatMap(name -> TARGETS.stream()
                        .map(target -> new CompileUnit(
                                new Source(name),
                                target,
                                new CompilerFlags("2", "v3", List.of(), arguments),
                                base.resolve("target/" + name + "_" + target + ".bc"))))
                .toList();
    }

    private Clang clang() throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        if (!Files.exists(base.resolve("bpf/common.h"))) {
            write("bpf/common.h", "#pragma once\ntypedef int common;\n");
        }
        return new Clang(
                TestLlvm.home(),
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(base.resolve("bpf")), List.of(headers)));
    }

    private void source(int number, String text) throws IOException {
        write("bpf/program" + number + ".bpf.c", HEAD + text + "\n");
    }

    private void write(String name, String text) throws IOException {
        var path = base.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
