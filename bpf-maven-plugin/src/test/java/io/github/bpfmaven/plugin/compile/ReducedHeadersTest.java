package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Sources whose vmlinux.h is reduced")
final class ReducedHeadersTest {
    /** Each has a header of its own, which all sources may read. */
    private static final List<CompileTarget> TARGETS = List.of(
            new CompileTarget(BpfTarget.BPFEL, Optional.of("x86")),
            new CompileTarget(BpfTarget.BPFEB, Optional.of("s390")));

    private static final String HEAD = """
            #include <vmlinux.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_core_read.h>
            #include <bpf/bpf_tracing.h>
            char LICENSE[] SEC("license") = "GPL";
            """;

    private final ClangPool pool = new ClangSlots().open(OptionalInt.of(1));
    private @TempDir Path base = Path.of("");

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    @DisplayName("give the same objects, and the same names of files that were read")
    void sameObjects() throws Exception {
        var bodies = new ArrayList<>(List.of(
                // What a chain of members leads to.
                "SEC(\"kprobe/x\") int BPF_KPROBE(f, struct file *file) { return BPF_CORE_READ(file, f_inode, i_sb, s_magic); }",
                // Parameters and results are described whole.
                "SEC(\"fentry/x\") int BPF_PROG(f, struct task_struct *task, struct sk_buff *skb) { return task->pid; }",
                // So are types of variables that nothing looks into, what an array of pointers leads to, function
                // pointers.
                "struct file_operations *operations; struct kmem_cache *cache;",
                "struct { struct net_device *devices[2]; const struct cred *one; const struct cred *two; } many;",
                "struct inode_operations i;",
                // Names that macros put together, and types that are only named by others.
                "#define OF(a, b) struct a##_##b *p_##a\nOF(task, struct); OF(mm, struct);",
                "typeof(((struct task_struct *)0)->mm) memory; __typeof__(((struct sock *)0)->__sk_common.skc_prot) protocol;",
                """
                struct { __uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC);
                	__type(key, int); __type(value, struct bio); } map SEC(".maps");
                """,
                """
                struct task_struct___old { long state; } __attribute__((preserve_access_index));
                SEC("tp_btf/sched_switch") int BPF_PROG(f, bool preempt, struct task_struct *prev)
                {
                	struct task_struct___old *old = (void *)prev;
                	if (bpf_core_field_exists(old->state))
                		return BPF_CORE_READ(old, state);
                	return bpf_core_type_exists(struct bpf_ringbuf) + bpf_core_enum_value(enum pid_type, PIDTYPE_TGID);
                }
                """));
        var units = write(bodies);
        var clang = clang();
        var whole = results(new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false), units);
        var logger = Logger.getLogger(Clang.class.getName());
        logger.setLevel(Level.FINE);
        try (var log = new LogLines(Clang.class);
                var worker = LinkWorker.start(TestLlvm.worker(1))) {
            var expected = objects(worker, clang, whole);
            var reduced = results(queue(clang), units);

            assertEquals(whole, reduced);
            assertEquals(expected.keySet(), objects(worker, clang, reduced).keySet());
            objects(worker, clang, reduced)
                    .forEach((name, object) -> assertArrayEquals(expected.get(name), object, name));
            // The first for each target shows that clang has nothing to say about the header.
            assertEquals(units.size() - TARGETS.size(), count(log, "-ivfsoverlay"));
            assertEquals(0, count(log, "again"));

            results(queue(clang), units);
            assertEquals(2 * units.size() - TARGETS.size(), count(log, "-ivfsoverlay"), "that is remembered");
        } finally {
            logger.setLevel(null);
        }
        assertFalse(Files.exists(base.resolve("target/reduced")));
    }

    @Test
    @DisplayName("are compiled with all of it where clang has something to say, and say the same")
    void sameMessages() throws Exception {
        var units = write(List.of(
                "int f(void) { return 0; }",
                "int f(void) { int unused; return 0; }",
                "int f(void) { return missing; }",
                "struct task_struct { int mine; };",
                "int f(struct nobody *p) { return p->x; }"));
        var clang = clang();

        var whole = results(new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false), units);
        assertEquals(whole, results(queue(clang), units));
        assertEquals(
                List.of(true, true, false, false, false),
                whole.stream()
                        .filter(result -> result.unit().target().equals(TARGETS.get(0)))
                        .map(CompileResult::succeeded)
                        .toList());
    }

    @Test
    @DisplayName("read all of a header about which clang has something to say")
    void noisyHeader() throws Exception {
        var clang = clang();
        write("bpf/types.h", "#pragma once\n" + structs() + "struct noisy { int; };\n");
        var units = new ArrayList<CompileUnit>();
        for (var number = 0; number < 3; number++) {
            write("bpf/noisy" + number + ".bpf.c", "#include \"types.h\"\nint number%1$d = %1$d;\n".formatted(number));
            units.add(unit("noisy" + number + ".bpf.c", TARGETS.get(0)));
        }

        var results = results(queue(clang), units);
        assertTrue(results.stream().allMatch(CompileResult::succeeded));
        for (var result : results) {
            assertEquals("declaration does not declare anything", message(result));
        }
        assertFalse(Files.exists(base.resolve("target/reduced.state")));
    }

    private static String message(CompileResult result) {
        return result.diagnostics().get(0).message().replaceAll(" \\[.*", "");
    }

    private static String structs() {
        var text = new StringBuilder();
        for (var number = 0; number < 5_000; number++) {
            text.append("struct type%d { int first; long second[%d]; };%n".formatted(number, 1 + number));
        }
        return text.toString();
    }

    private CompileQueue queue(Clang clang) {
        return new CompileQueue(clang, pool, Optional.empty(), Optional.of(base.resolve("target/reduced")), false);
    }

    private static long count(LogLines log, String text) {
        return log.at(Level.FINE).stream().filter(line -> line.contains(text)).count();
    }

    private static List<CompileResult> results(CompileQueue queue, List<CompileUnit> units) {
        return queue.start(units).values().stream().map(CompletableFuture::join).toList();
    }

    private Map<String, byte[]> objects(LinkWorker worker, Clang clang, List<CompileResult> results) {
        var objects = new TreeMap<String, byte[]>();
        for (var result : results) {
            assertTrue(result.succeeded(), () -> result.diagnostics().toString());
            var unit = result.unit();
            var linked = LinkedUnit.link(worker, clang, unit);
            objects.put(unit.source() + " " + unit.target(), ((LinkResult.Linked) linked).output());
        }
        return objects;
    }

    private List<CompileUnit> write(List<String> bodies) throws IOException {
        var units = new ArrayList<CompileUnit>();
        for (var number = 0; number < bodies.size(); number++) {
            var name = "program" + number + ".bpf.c";
            write("bpf/" + name, HEAD + bodies.get(number) + "\n");
            TARGETS.forEach(target -> units.add(unit(name, target)));
        }
        return units;
    }

    private Clang clang() throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        new DefaultVmlinux(List.of(base.resolve("bpf"))).writeTo(headers, TARGETS);
        return new Clang(
                TestLlvm.home(),
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(base.resolve("bpf")), List.of(headers)));
    }

    private CompileUnit unit(String source, CompileTarget target) {
        return new CompileUnit(
                new Source(source),
                target,
                new CompilerFlags("2", "v3", List.of(), List.of("-Wunused-variable")),
                base.resolve("target/" + source + "_" + target + ".bc"));
    }

    private void write(String name, String text) throws IOException {
        var path = base.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
