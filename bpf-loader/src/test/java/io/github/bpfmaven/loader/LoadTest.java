package io.github.bpfmaven.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierException;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("This kernel, through the loader,")
final class LoadTest extends LocalKernelCase {
    /** What it refuses, and a part of what the loader says then. What bpftool alone refuses is not among these. */
    private static final Map<String, String> REFUSED = Map.of(
            "fentry", "program 'on_entry': the kernel refuses it: EPERM (1); the process has CAP_BPF",
            "lsm", "program 'file_open': the kernel refuses it: EPERM (1); the process has CAP_BPF",
            "freplace", "program 'new_sum': tell the loader which loaded program it extends",
            "ksyms_typed", "ldimm64 failed to find the address for kernel symbol 'bpf_prog_active'");

    static Stream<TestProgram> programs() throws IOException {
        return TestObjects.programs().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("takes an object, or refuses it for a reason that is named; either way no descriptor is left")
    void takesObjects(TestProgram program) throws Exception {
        var loader = BpfObjectLoader.of(objects.of(program.name())).name(program.name());
        var before = OpenFiles.bpf();

        if (REFUSED.containsKey(program.name())) {
            var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
            assertTrue(refusal.getMessage().contains(REFUSED.get(program.name())), refusal.getMessage());
        } else {
            try (var loaded = loader.load(kernel)) {
                assertEquals(List.of(), loaded.notes());
                assertTrue(OpenFiles.bpf() > before);
            }
        }

        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("is asked to extend a function of another program by its type in that program's BTF")
    void extension() throws Exception {
        try (var target = BpfObjectLoader.of(objects.of("subprograms")).load(kernel)) {
            var loader = BpfObjectLoader.of(objects.of("freplace"));
            loader.program("new_sum").attachTarget(target.program("main_prog"), "no_such_function");
            var noFunction = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
            assertEquals(
                    "program 'new_sum': the program 'main_prog' has no function 'no_such_function'",
                    noFunction.getMessage());

            loader.program("new_sum").attachTarget(target.program("main_prog"), "global_sum");
            // This machine's kernel takes no such programs, but asks for rights only when it has found the function.
            var forbidden = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
            assertEquals(1, forbidden.errno().orElseThrow(), forbidden.getMessage());
        }
    }

    @Test
    @DisplayName("need not tell its types and its configuration, if files do")
    void told(@TempDir Path directory) throws Exception {
        var types = Path.of("/sys/kernel/btf/vmlinux");
        var packet = TestRun.ofContext(new byte[24]);
        try (var loaded =
                BpfObjectLoader.of(objects.of("core_exists")).types(types).load(kernel)) {
            loaded.program("ask").testRun(packet);
            assertEquals(4, loaded.map(".bss").memory().getLong(16));
        }
        var settings = "CONFIG_HZ=123\nCONFIG_BPF_SYSCALL=n\nCONFIG_NET=m\nCONFIG_DEFAULT_TCP_CONG=\"xyz\"\n";
        try (var loaded =
                BpfObjectLoader.of(objects.of("kconfig")).settings(settings).load(kernel)) {
            loaded.program("look").testRun(packet);
            var seen = loaded.map(".bss").memory();
            assertEquals(123, seen.getLong(8));
            assertEquals(0, seen.getLong(16));
            assertEquals(0, seen.getLong(24));
            assertEquals('x', seen.getLong(32));
        }
        var missing = assertThrows(
                BpfLoadException.class,
                () -> BpfObjectLoader.of(objects.of("kconfig"))
                        .settings("CONFIG_NET=y\nCONFIG_BPF_SYSCALL=y\n")
                        .load(kernel));
        assertEquals(
                "extern 'CONFIG_HZ': this kernel's configuration does not set it; declare it __weak for a 0 then",
                missing.getMessage());
        var wrong = assertThrows(
                BpfLoadException.class,
                () -> BpfObjectLoader.of(objects.of("kconfig"))
                        .settings("CONFIG_HZ=y\nCONFIG_NET=y\nCONFIG_BPF_SYSCALL=y\n")
                        .load(kernel));
        assertTrue(
                wrong.getMessage().startsWith("extern 'CONFIG_HZ': its value is y, which wants"), wrong.getMessage());
        var noTypes = Files.writeString(directory.resolve("types"), "none");
        assertThrows(
                IOException.class,
                () -> BpfObjectLoader.of(objects.of("core_read")).types(noTypes));
    }

    @Test
    @DisplayName("is not asked for types that only programs want that are not loaded")
    void typesOfOptionalPrograms(@TempDir Path directory) throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_core_read.h>
                #include <bpf/bpf_helpers.h>

                struct both {
                	int wanted;
                } __attribute__((preserve_access_index));

                __u64 offset;

                SEC("?raw_tp/sys_enter")
                int ask(void *ctx)
                {
                	offset = bpf_core_field_offset(struct both, wanted);
                	return 0;
                }

                SEC("raw_tp/sys_enter")
                int plain(void *ctx)
                {
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        var member = new BtfMember("wanted", 1, 0, 0);
        var moved = new BtfMember("wanted", 1, 32, 0);
        var disagreeing = Btf.of(
                ByteOrder.nativeOrder(),
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Struct("both", 4, false, List.of(member)),
                        new BtfType.Struct("both", 8, false, List.of(moved))));
        var loader = BpfObjectLoader.of(object).types(Files.write(directory.resolve("types"), disagreeing.write()));
        try (var loaded = loader.load(kernel)) {
            assertEquals(1, loaded.programs().size());
        }
        loader.program("ask").load(true);
        var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
        assertTrue(refusal.getMessage().contains("do not agree"), refusal.getMessage());
    }

    @Test
    @DisplayName(
            "has functions that an object declares in another way, or does not have them: they are refused unless weak")
    void functions() throws Exception {
        var program = """
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                extern void bpf_task_release(int number) __ksym%s;
                extern int bpf_no_such_function(int number) __ksym%s;
                int answer;

                SEC("syscall")
                int ask(void *ctx)
                {
                	if (bpf_task_release)
                		bpf_task_release(1);
                	else if (bpf_no_such_function)
                		answer = bpf_no_such_function(1);
                	else
                		answer = 42;
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """;
        var otherType = objects.ofText(program.formatted("", " __weak"));
        var refusal = assertThrows(
                BpfLoadException.class, () -> BpfObjectLoader.of(otherType).load(kernel));
        assertTrue(refusal.getMessage().startsWith("extern 'bpf_task_release': this kernel"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("has another type for it"), refusal.getMessage());
        var missing = objects.ofText(program.formatted(" __weak", ""));
        assertTrue(assertThrows(
                        BpfLoadException.class,
                        () -> BpfObjectLoader.of(missing).load(kernel))
                .getMessage()
                .endsWith("if the object serves without it, declare it __weak and look whether its address is 0"));
        var weak = objects.ofText(program.formatted(" __weak", " __weak"));
        try (var loaded = BpfObjectLoader.of(weak).load(kernel)) {
            loaded.program("ask").testRun(TestRun.EMPTY);
            assertEquals(42, loaded.map(".bss").memory().getInt(0));
        }
    }

    @Test
    @DisplayName("is left with nothing when an object is closed while others load, attach and run it, and twice")
    void closing() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("raw_tp/sys_enter")
                int on_call(void *ctx)
                {
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        BpfObjectLoader.of(object).load(kernel).close();
        var before = OpenFiles.bpf();
        for (var round = 0; round < 50; round++) {
            var loaded = BpfObjectLoader.of(object).load(kernel);
            var program = loaded.program("on_call");
            var started = new CountDownLatch(3);
            var busy = new ArrayList<CompletableFuture<Void>>();
            for (var thread = 0; thread < 3; thread++) {
                var kind = thread;
                busy.add(CompletableFuture.runAsync(() -> {
                    try {
                        while (true) {
                            switch (kind) {
                                case 0 ->
                                    BpfObjectLoader.of(object).load(kernel).close();
                                case 1 -> program.attach();
                                default -> program.testRun(TestRun.EMPTY);
                            }
                            started.countDown();
                            if (loaded.program("on_call").descriptor().isClosed()) {
                                return;
                            }
                        }
                    } catch (IllegalStateException closed) {
                        started.countDown();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }));
            }
            assertTrue(started.await(20, TimeUnit.SECONDS));
            loaded.close();
            loaded.close();
            for (var work : busy) {
                work.get(20, TimeUnit.SECONDS);
            }
        }
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("is not asked to take a program that is optional, unless somebody wants it")
    void optional() throws Exception {
        var loader = BpfObjectLoader.of(objects.of("optional_programs"));
        try (var loaded = loader.load(kernel)) {
            assertEquals(
                    List.of("pass"),
                    loaded.programs().stream().map(LoadedProgram::name).toList());
        }
        loader.program("endless").load(true);
        var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
        assertEquals("program 'endless'", refusal.part());
        loader.program("endless").load(false);
        loader.program("pass").load(false);
        try (var loaded = loader.load(kernel)) {
            assertEquals(List.of(), List.copyOf(loaded.programs()));
        }
    }

    @Test
    @DisplayName("is not asked to take a function for a table that no table names; that is said")
    void forgotten() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("struct_ops/forgotten")
                int forgotten(void *ctx)
                {
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        assertEquals(
                "program 'forgotten': no table of functions names it; put it into a SEC(\".struct_ops\")",
                assertThrows(
                                BpfLoadException.class,
                                () -> BpfObjectLoader.of(object).load(kernel))
                        .getMessage());
    }

    @Test
    @DisplayName("refuses a program that goes on and on for that, not for what it had to say about it")
    void endless() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("tc")
                int endless(struct __sk_buff *skb)
                {
                	volatile __u64 turns = 0, sum = 0;

                	do {
                		turns++;
                		sum += skb->len;
                	} while (turns < 1ull << 40);
                	return sum;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        var refusal = assertThrows(
                VerifierException.class, () -> BpfObjectLoader.of(object).load(kernel));
        assertEquals(Errno.E2BIG.number(), refusal.errno().orElseThrow());
        assertTrue(refusal.getMessage().contains("too large"), refusal.getMessage());
    }

    @Test
    @DisplayName("is asked for programs and maps that the object has, no others")
    void unknownNames() {
        var loader = BpfObjectLoader.of(objects.of("counter_xdp"));
        loader.program("coumt");
        assertEquals(
                "program 'coumt': is not in the object, which has [count]",
                assertThrows(BpfLoadException.class, () -> loader.load(kernel)).getMessage());
        var other = BpfObjectLoader.of(objects.of("counter_xdp"));
        other.map("packet");
        assertEquals(
                "map 'packet': is not in the object, which has [packets]",
                assertThrows(BpfLoadException.class, () -> other.load(kernel)).getMessage());
        assertThrows(BpfLoadException.class, () -> other.variables(".data"));
    }

    @Test
    @DisplayName("takes most of the programs")
    void most() throws Exception {
        assertTrue(programs().count() - REFUSED.size() >= 70);
    }
}
