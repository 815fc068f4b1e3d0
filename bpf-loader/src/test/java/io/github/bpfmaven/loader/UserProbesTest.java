package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.user.UsdtArgument;
import io.github.bpfmaven.loader.user.UsdtProbe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A program at a place in user space")
final class UserProbesTest extends LocalKernelCase {
    private static final String PROGRAMS = """
            %s
            #include <linux/bpf.h>
            #include <linux/ptrace.h>
            #include <stdbool.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/usdt.bpf.h>

            __u64 calls, by_pattern;
            long count, cookie, values[6];
            int sizes[6];

            SEC("uprobe/libc.so.6:getppid")
            int on_function(struct pt_regs *ctx)
            {
            	__sync_fetch_and_add(&calls, 1);
            	return 0;
            }

            SEC("uprobe.multi/libc.so.6:getpp?d*")
            int on_pattern(struct pt_regs *ctx)
            {
            	__sync_fetch_and_add(&by_pattern, 1);
            	return 0;
            }

            SEC("usdt")
            int on_probe(struct pt_regs *ctx)
            {
            	count = bpf_usdt_arg_cnt(ctx);
            	cookie = bpf_usdt_cookie(ctx);
            	for (int i = 0; i < 6; i++)
            		bpf_usdt_arg(ctx, i, &values[i]);
            	return 0;
            }

            SEC("usdt/libc.so.6:nobody:nothing")
            int on_nothing(struct pt_regs *ctx)
            {
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    /** A program with a probe, as SystemTap's sys/sdt.h would write it; a semaphore says whether it is watched. */
    private static final String PROBED = """
            #include <stdio.h>

            unsigned short watched __attribute__((section(".probes"), used));

            __attribute__((noinline)) void step(int first, long second, short third, const long *table, long i)
            {
            	__asm__ volatile(
            		"990: nop\\n"
            		".pushsection .note.stapsdt,\\"\\",\\"note\\"\\n"
            		".balign 4\\n"
            		".4byte 992f-991f, 994f-993f, 3\\n"
            		"991: .asciz \\"stapsdt\\"\\n"
            		"992: .balign 4\\n"
            		"993: .8byte 990b\\n"
            		".8byte _.stapsdt.base\\n"
            		".8byte watched\\n"
            		".asciz \\"acme\\"\\n"
            		".asciz \\"step\\"\\n"
            		".asciz \\"-4@%%edi 8@%%rsi -2@%%dx -4@$-7 8@8(%%rcx) 8@(%%rcx,%%r8,8)\\"\\n"
            		"994: .balign 4\\n"
            		".popsection\\n"
            		".pushsection .stapsdt.base,\\"aG\\",\\"progbits\\",.stapsdt.base,comdat\\n"
            		".weak _.stapsdt.base\\n"
            		".hidden _.stapsdt.base\\n"
            		"_.stapsdt.base: .space 1\\n"
            		".popsection\\n"
            		: : "D"(first), "S"(second), "d"(third), "c"(table));
            }

            int main(void)
            {
            	static const long table[] = {5, 6, 7};
            	const volatile long *read = table;

            	/* A program can read what is in memory already. */
            	if (read[0] != 5)
            		return 1;
            	step(-1, 1L << 40, -3, table, 2);
            	puts(watched ? "watched" : "not watched");
            	return 0;
            }
            """;

    private byte[] plain;
    private byte[] indexed;

    @BeforeAll
    void compile() {
        Assumptions.assumeTrue(
                "amd64".equals(System.getProperty("os.arch")), "the programs here are for the registers of x86-64");
        plain = objects.ofText("#define __TARGET_ARCH_x86\n" + PROGRAMS.formatted(""));
        indexed = objects.ofText("#define __TARGET_ARCH_x86\n" + PROGRAMS.formatted("#define BPF_USDT_SIB"));
    }

    @Test
    @DisplayName("is attached where its section says: at a function of a library, or at those like a pattern")
    void bySection() throws Exception {
        try (var loaded = BpfObjectLoader.of(plain).load(kernel)) {
            loaded.program("on_function").attach();
            loaded.program("on_pattern").attach();
            NetworkNamespaces.run("sh", "-c", "exec sh -c 'echo $PPID'");
            assertTrue(variable(loaded, plain, "calls", 0) > 0);
            assertTrue(variable(loaded, plain, "by_pattern", 0) > 0);
        }
    }

    @Test
    @DisplayName("that nobody knows is refused by its name, and the probe of a file without probes")
    void unknown() throws Exception {
        try (var loaded = BpfObjectLoader.of(plain).load(kernel)) {
            var program = loaded.program("on_function");
            refused(
                    program,
                    new AttachPoint.UprobeFunction("libc.so.6", "no_such", 0, false, Optional.empty()),
                    "no_such");
            refused(
                    program,
                    new AttachPoint.UprobeFunction("libnone.so", "main", 0, false, Optional.empty()),
                    "LD_LIBRARY_PATH");
            refused(
                    loaded.program("on_pattern"),
                    new AttachPoint.UprobePattern("libc.so.6", "no_such_*", false, Optional.empty()),
                    "no_such_*");
            var message = assertThrows(
                            IOException.class,
                            () -> loaded.program("on_nothing").attach())
                    .getMessage();
            assertTrue(message.contains("nobody:nothing") || message.contains(".note.stapsdt"), message);
        }
    }

    private static void refused(LoadedProgram program, AttachPoint point, String part) {
        var message =
                assertThrows(IOException.class, () -> program.attach(point)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    @DisplayName("that a program defines gets its arguments and its cookie, and the program is told that it is watched")
    void usdt(@TempDir Path directory) throws Exception {
        var before = OpenFiles.bpf();
        var file = probed(directory);
        assertEquals("not watched", output(file));
        try (var loaded = BpfObjectLoader.of(indexed).load(kernel)) {
            var point = new AttachPoint.Usdt(file.toString(), "acme", "step", 77, Optional.empty());
            try (var link = loaded.program("on_probe").attach(point)) {
                assertEquals("watched", output(file));
                assertEquals(false, link.isClosed());
            }
            assertEquals("not watched", output(file));
            assertEquals(6, variable(loaded, indexed, "count", 0));
            assertEquals(77, variable(loaded, indexed, "cookie", 0));
            var expected = List.of(-1L, 1L << 40, -3L, -7L, 6L, 7L);
            for (var i = 0; i < 6; i++) {
                assertEquals(expected.get(i), variable(loaded, indexed, "values", i), "argument " + i);
            }
        }
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("with an argument that the object can't read is refused, and says what to define")
    void withoutIndex(@TempDir Path directory) throws Exception {
        var file = probed(directory);
        try (var loaded = BpfObjectLoader.of(plain).load(kernel)) {
            refused(
                    loaded.program("on_probe"),
                    new AttachPoint.Usdt(file.toString(), "acme", "step", 0, Optional.empty()),
                    "BPF_USDT_SIB");
        }
    }

    @Test
    @DisplayName("of this JVM is reached in each thread that starts")
    void jvm() throws Exception {
        var library = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
        Assumptions.assumeTrue(Files.exists(library), "this JVM has no libjvm.so where others have it");
        try (var loaded = BpfObjectLoader.of(plain).load(kernel)) {
            try {
                loaded.program("on_probe")
                        .attach(new AttachPoint.Usdt(
                                library.toRealPath().toString(), "hotspot", "thread__start", 5, Optional.of((int)
                                        ProcessHandle.current().pid())));
            } catch (IOException without) {
                Assumptions.abort("this JVM was built without probes: " + without.getMessage());
            }
            var thread = new Thread(() -> {}, "of the test");
            thread.setDaemon(true);
            thread.start();
            thread.join();
            // hotspot:thread__start(name, length, id, native id, daemon)
            assertEquals(5, variable(loaded, plain, "cookie", 0));
            assertEquals(5, variable(loaded, plain, "count", 0));
            assertEquals("of the test".length(), variable(loaded, plain, "values", 1));
            assertEquals(1, variable(loaded, plain, "values", 4));
        }
    }

    @Test
    @DisplayName("can be attached only so often as its object has room for")
    void room(@TempDir Path directory) throws Exception {
        var file = probed(directory);
        var loader = BpfObjectLoader.of(indexed);
        loader.map("__bpf_usdt_specs").maxEntries(2);
        try (var loaded = loader.load(kernel)) {
            var program = loaded.program("on_probe");
            var first = program.attach(point(file, 1));
            program.attach(point(file, 2));
            program.attach(point(file, 2));
            refused(program, point(file, 3), "BPF_USDT_MAX_SPEC_CNT");
            first.close();
            program.attach(point(file, 3));
            output(file);
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("in a file that is damaged is refused with an error, whatever is damaged")
    void damaged(@TempDir Path directory) throws Exception {
        var file = probed(directory);
        var bytes = Files.readAllBytes(file);
        var notes = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stapsdt") - 12;
        var random = new Random(3);
        var refused = 0;
        for (var way = 0; way < 2000; way++) {
            var damaged = bytes.clone();
            for (var i = 0; i < 3; i++) {
                var at = way % 2 == 0 ? random.nextInt(64) : notes + random.nextInt(100);
                damaged[at] = (byte) random.nextInt(256);
            }
            try {
                for (var probe : UsdtProbe.find("damaged", damaged, "acme", "step")) {
                    UsdtArgument.parse(probe.arguments(), Machine.X86_64);
                }
            } catch (IOException refusal) {
                refused++;
            }
        }
        assertTrue(refused > 500, refused + " of 2000");
    }

    private static AttachPoint.Usdt point(Path file, long cookie) {
        return new AttachPoint.Usdt(file.toString(), "acme", "step", cookie, Optional.empty());
    }

    @Test
    @DisplayName("is not attached without the maps that describe probes")
    void withoutMaps() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("usdt/libc.so.6:libc:setjmp")
                int on_probe(void *ctx)
                {
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> loaded.program("on_probe").attach());
            assertTrue(refusal.getMessage().contains("bpf/usdt.bpf.h"), refusal.getMessage());
        }
    }

    @Test
    @DisplayName("of the kernel's functions like a pattern is attached, or the kernel says that it can't")
    void kernelPattern() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                __u64 calls;

                SEC("kprobe.multi/__x64_sys_getp*id")
                int on_call(void *ctx)
                {
                	__sync_fetch_and_add(&calls, 1);
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            try {
                loaded.program("on_call").attach();
            } catch (BpfLoadException refused) {
                // A kernel may keep its functions to itself, as those of some containers do.
                assertTrue(refused.getMessage().contains("program 'on_call'"), refused.getMessage());
                assertTrue(refused.getMessage().contains("available_filter_functions"), refused.getMessage());
                return;
            }
            NetworkNamespaces.run("sh", "-c", "exec sh -c 'echo $PPID'");
            assertTrue(variable(loaded, object, "calls", 0) > 0);
        }
    }

    private static Path probed(Path directory) throws Exception {
        var source = Files.writeString(directory.resolve("probed.c"), PROBED);
        var file = directory.resolve("probed");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no compiler for programs of this machine");
        NetworkNamespaces.run("/usr/bin/cc", "-O1", "-o", file.toString(), source.toString());
        return file;
    }

    private static String output(Path file) throws IOException {
        var process = new ProcessBuilder(file.toString()).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    private static long variable(LoadedObject loaded, byte[] object, String name, int index) throws Exception {
        return loaded.map(".bss")
                .memory()
                .order(ByteOrder.nativeOrder())
                .getLong(TestObjects.offset(object, name) + Long.BYTES * index);
    }
}
