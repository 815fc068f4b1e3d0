package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A module's compiles")
final class CompileQueueTest {
    private static final CompileTarget X86 = new CompileTarget(BpfTarget.BPFEL, Optional.of("x86"));
    private static final CompileTarget S390 = new CompileTarget(BpfTarget.BPFEB, Optional.of("s390"));

    /** A processor: what makes the header is done before anything else is begun, and all are compiled with it. */
    private final ClangPool pool = new ClangSlots().open(OptionalInt.of(1));

    private @TempDir Path base = Path.of("");
    private Path precompiled = Path.of("");

    @AfterEach
    void close() {
        pool.close();
    }

    @BeforeEach
    void layOut() {
        precompiled = base.resolve("target/precompiled");
    }

    @Test
    @DisplayName(
            "end the same with a precompiled header for the kernel's types: bitcode, messages, order; it is gone then")
    void vmlinux() throws Exception {
        var units = new ArrayList<CompileUnit>();
        for (var number = 0; number < 7; number++) {
            units.add(unit("program" + number + ".bpf.c", X86));
            units.add(unit("program" + number + ".bpf.c", S390));
            write("bpf/program" + number + ".bpf.c", """
                    // A program like others.
                    #include <vmlinux.h>
                    #include <bpf/bpf_helpers.h>
                    #include <bpf/bpf_core_read.h>
                    #include <bpf/bpf_tracing.h>
                    char LICENSE[] SEC("license") = "GPL";
                    struct { int unused; struct task_struct *last; } seen;
                    SEC("kprobe/do_exit") int BPF_KPROBE(exited)
                    {
                            struct task_struct *task = (void *)bpf_get_current_task();
                            seen.last = task;
                            return BPF_CORE_READ(task, mm, start_code) == %d;
                    }
                    """.formatted(number));
        }
        write("bpf/program3.bpf.c", "#include <vmlinux.h>\nint f(void) { int unused; return 0; }\n");
        write("bpf/program4.bpf.c", "#include <vmlinux.h>\nint f(void) { return missing; }\n");
        write("bpf/program5.bpf.c", "#define BEFORE\n#include <vmlinux.h>\nstruct task_struct *task;\n");
        write("target/precompiled/1.pch", "left by a build that was killed");
        var clang = clang(List.of(X86, S390));

        var plain = results(new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false).start(units));
        var without = bitcode(plain);
        var logger = Logger.getLogger(Precompiler.class.getName());
        logger.setLevel(Level.FINE);
        try (var log = new LogLines(Precompiler.class)) {
            var results = results(new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false)
                    .start(units, headers(clang, units)));

            assertEquals(
                    List.of(
                            "Precompiled <vmlinux.h> of 6 sources for x86_bpfel",
                            "Precompiled <vmlinux.h> of 6 sources for s390_bpfeb"),
                    log.at(Level.FINE).stream()
                            .map(line -> line.replaceAll(" in \\d+ ms$", ""))
                            .toList());
            assertEquals(plain, results);
            assertEquals(units, results.stream().map(CompileResult::unit).toList());
            var with = bitcode(results);
            for (var unit : without.keySet()) {
                assertArrayEquals(without.get(unit), with.get(unit), unit::toString);
            }
        } finally {
            logger.setLevel(null);
        }
        assertFalse(Files.exists(precompiled));
    }

    @Test
    @DisplayName("of the linker's test programs give the same objects with precompiled headers and without")
    void testPrograms() throws Exception {
        var units = new ArrayList<CompileUnit>();
        for (var program : TestProgram.in(Path.of("../bpf-linker-core").resolve(TestProgram.ROOT))) {
            var name = program.source().getFileName().toString();
            write("bpf/" + name, Files.readString(program.source()));
            if (LeadingIncludes.of(Files.readString(program.source())).stream()
                    .anyMatch(include -> include.name().equals("linux/bpf.h"))) {
                units.add(unit(name, X86));
                units.add(unit(name, S390));
            }
        }
        assertTrue(units.size() > 100);
        // So much that it pays for every beginning that eight of them have.
        write("include/linux/bpf.h", "#include_next <linux/bpf.h>\n/*" + "x".repeat(1_000_000) + "*/");
        var clang = clang(List.of());

        var without =
                bitcode(results(new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false).start(units)));
        var headers = headers(clang, units);
        assertTrue(headers.size() > 100, () -> "only " + headers.size());
        var with = bitcode(results(
                new CompileQueue(clang, pool, Optional.empty(), Optional.empty(), false).start(units, headers)));

        var linked = 0;
        try (var worker = LinkWorker.start(TestLlvm.worker(1))) {
            for (var unit : units) {
                // LLVM 20 numbers some calls in an order of addresses (BPFAbstractMemberAccess): of no account in the
                // object.
                if (!Arrays.equals(without.get(unit), with.get(unit))) {
                    linked++;
                    var expected = link(worker, clang, unit, without.get(unit));
                    assertArrayEquals(expected, link(worker, clang, unit, with.get(unit)), unit::toString);
                }
            }
        }
        assertTrue(linked < units.size() / 4, "most are the same before they are linked");
        assertFalse(Files.exists(precompiled));
    }

    private byte[] link(LinkWorker worker, Clang clang, CompileUnit unit, byte[] bitcode) throws IOException {
        Files.write(unit.bitcode(), bitcode);
        return ((LinkResult.Linked) LinkedUnit.link(worker, clang, unit)).output();
    }

    private Map<CompileUnit, SharedHeader> headers(Clang clang, List<CompileUnit> units) {
        var plan = new PrecompilePlan(paths(), searchPath(), new PrecompiledGain(1));
        return new PrecompiledHeaders(plan, precompiled).of(units, unit -> true);
    }

    private static List<CompileResult> results(Map<CompileUnit, CompletableFuture<CompileResult>> started) {
        return started.values().stream().map(CompletableFuture::join).toList();
    }

    private static Map<CompileUnit, byte[]> bitcode(List<CompileResult> results) throws IOException {
        var bitcode = new HashMap<CompileUnit, byte[]>();
        for (var result : results) {
            if (result.succeeded()) {
                bitcode.put(result.unit(), Files.readAllBytes(result.unit().bitcode()));
                Files.delete(result.unit().bitcode());
            }
        }
        return bitcode;
    }

    private Clang clang(List<CompileTarget> vmlinux) throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        new DefaultVmlinux(List.of(base.resolve("bpf"))).writeTo(headers, vmlinux);
        return new Clang(TestLlvm.home(), paths(), searchPath());
    }

    private ProjectPaths paths() {
        return new ProjectPaths(base, base.resolve("bpf"));
    }

    private SearchPath searchPath() {
        return new SearchPath(
                List.of(base.resolve("include"), base.resolve("bpf")), List.of(base.resolve("target/headers")));
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
