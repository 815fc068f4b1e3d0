package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.Instruction;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each option is tested for what it does to instructions, and then that it is not there for the next link. */
@DisplayName("For older kernels")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlderKernelsTest {
    private static final String SEC = "#define SEC(name) __attribute__((section(name), used))\n";
    private static final String LOOP = SEC + """
            SEC("tc") int program(volatile int *ctx)
            {
                int sum = 0;
            #pragma clang loop unroll(disable)
                for (int i = 0; i < 200; i++) sum += ctx[i];
                return sum;
            }
            """;
    private static final String PLAIN_LOOP = LOOP.replace("#pragma clang loop unroll(disable)\n", "");
    private static final String CALL = SEC + """
            static __attribute__((noinline)) int callee(int x) { return x + 42; }
            SEC("tc") int program(int *ctx) { return callee(ctx[0]) * callee(ctx[1]); }
            """;
    private static final String COPY = SEC + """
            struct data { long a[8]; };
            SEC("tc") int program(struct data *ctx)
            { __builtin_memcpy(&ctx[1], &ctx[0], sizeof(struct data)); return 0; }
            """;
    private static final String ARITHMETIC = SEC + """
            SEC("tc") int program(unsigned *ctx)
            { unsigned r = ctx[0]; for (int i = 1; i < 9; i++) r = (r << 3 ^ ctx[i]) + r / 7; return r < ctx[9]; }
            """;
    private static final String STACK = SEC + """
            void *address(void *);
            static __attribute__((noinline)) void keep(void *p) { asm volatile("" :: "r"(p) : "memory"); }
            SEC("tc") int program(int *ctx) { char buffer[100]; keep(buffer); return buffer[ctx[0] & 63]; }
            """;

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("loops are unrolled whose end is known, as far as the source doesn't forbid it")
    void unrollLoops() throws Exception {
        var unroll = CodeOptions.builder().unrollLoops(true).build();

        assertTrue(program(PLAIN_LOOP, CodeOptions.DEFAULT).stream().anyMatch(Instruction::isBackwardJump));
        var unrolled = program(PLAIN_LOOP, unroll);
        assertTrue(unrolled.stream().noneMatch(Instruction::isBackwardJump));
        assertTrue(unrolled.size() >= 400, "a load and an addition for each of 200");
        assertTrue(program(LOOP, unroll).stream().anyMatch(Instruction::isBackwardJump));
        assertTrue(program(PLAIN_LOOP, CodeOptions.DEFAULT).stream().anyMatch(Instruction::isBackwardJump));
    }

    @Test
    @DisplayName("calls are inlined though the source says noinline")
    void ignoreInlineNever() throws Exception {
        assertTrue(program(CALL, CodeOptions.DEFAULT).stream().anyMatch(Instruction::isCallOfFunction));

        var inlined =
                program(CALL, CodeOptions.builder().ignoreInlineNever(true).build());
        assertTrue(inlined.stream().noneMatch(Instruction::isCallOfFunction));
        assertEquals(2, inlined.stream().filter(code -> code.immediate() == 42).count());
    }

    @Test
    @DisplayName("a copy loads and stores in turn, not all loads first")
    void memcpyInOrder() throws Exception {
        var inOrder =
                program(COPY, CodeOptions.builder().expandMemcpyInOrder(true).build());
        assertTrue(alternates(inOrder), inOrder::toString);

        var plain = program(COPY, CodeOptions.DEFAULT);
        assertEquals(
                inOrder.stream().filter(OlderKernelsTest::isLoad).count(),
                plain.stream().filter(OlderKernelsTest::isLoad).count());
        assertNotEquals(inOrder, plain);
    }

    @Test
    @DisplayName("code is made of the instructions that the CPU has")
    void cpu() throws Exception {
        var alu32 = program(ARITHMETIC, CodeOptions.builder().cpu("v3").build());
        assertTrue(alu32.stream().anyMatch(Instruction::isAlu32));
        for (var cpu : List.of("v1", "v2")) {
            var code = program(ARITHMETIC, CodeOptions.builder().cpu(cpu).build());
            assertTrue(code.stream().noneMatch(Instruction::isAlu32), cpu);
        }
        // BPF_JSLT and the like are v2's; the comparison of v1 has to swap its operands.
        assertNotEquals(
                program(ARITHMETIC, CodeOptions.builder().cpu("v1").build()),
                program(ARITHMETIC, CodeOptions.builder().cpu("v2").build()));
        var v4 = "#define SEC(name) __attribute__((section(name), used))\n"
                + "SEC(\"tc\") int program(int *ctx) { return ctx[0] / ctx[1]; }";
        // A signed division is one of v4, with an offset of 1; clang refuses it for v3.
        var signed = program(v4, CodeOptions.builder().cpu("v4").build());
        assertTrue(signed.stream().anyMatch(code -> (code.opcode() & 0xf7) == 0x34 && code.offset() == 1));
    }

    @Test
    @DisplayName("features of newer CPUs can be had one by one")
    void features() throws Exception {
        var with = program(
                ARITHMETIC, CodeOptions.builder().cpu("v2").features("+alu32").build());

        assertTrue(with.stream().anyMatch(Instruction::isAlu32));
    }

    @Test
    @DisplayName("a smaller stack is an error with its place, for that link alone")
    void stackSize() throws Exception {
        var small = link(STACK, CodeOptions.builder().stackSize(64).build());

        var failed = assertInstanceOf(LinkResult.Failed.class, small);
        assertTrue(failed.diagnostics().toString().contains("stack"), failed::toString);
        assertInstanceOf(LinkResult.Linked.class, link(STACK, CodeOptions.DEFAULT));
    }

    @Test
    @DisplayName("LLVM's own options count too, for that link alone")
    void llvmArguments() throws Exception {
        var small = link(
                STACK,
                CodeOptions.builder()
                        .llvmArguments(List.of("-bpf-stack-size=64"))
                        .build());

        assertInstanceOf(LinkResult.Failed.class, small);
        assertInstanceOf(LinkResult.Linked.class, link(STACK, CodeOptions.DEFAULT));
    }

    @Test
    @DisplayName("options that LLVM hasn't, and values that it doesn't take, are all named")
    void wrongArguments() throws Exception {
        var arguments = List.of("--bpf-stack-sise=64", "--bpf-stack-size=many", "--help-hidden", "stray");
        var result = link(STACK, CodeOptions.builder().llvmArguments(arguments).build());

        var messages = assertInstanceOf(LinkResult.Failed.class, result).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
        assertEquals(4, messages.size(), messages::toString);
        assertEquals("LLVM has no option --bpf-stack-sise; did you mean --bpf-stack-size?", messages.get(0));
        assertEquals("LLVM's option --bpf-stack-size takes a whole number, not 'many'", messages.get(1));
        assertTrue(messages.get(2).startsWith("LLVM's option --help-hidden only prints"), messages::toString);
        assertTrue(messages.get(3).startsWith("'stray' is no option of LLVM's"), messages::toString);
    }

    @Test
    @DisplayName("bitcode is optimised here that clang has left as it is, again and again")
    void unlowered() throws Exception {
        var source = SEC + """
                struct task { int pid; } __attribute__((preserve_access_index));
                SEC("raw_tp/x") int program(struct task **ctx) { return (*ctx)->pid; }
                """;
        for (var run = 0; run < 3; run++) {
            var links = new TestLinks(directory);
            var input = links.input("raw.c", source, BpfTarget.BPFEL, "-Xclang", "-disable-llvm-passes");
            var object = LinkedObject.of(worker.link(links.whole("raw.c", BpfTarget.BPFEL, List.of(input)))
                    .get());
            assertEquals(
                    1, object.ext().relocations().sections().get(0).records().size());
            assertFalse(Instruction.of(object.elf(), "raw_tp/x").size() > 6, "not optimised");
        }
    }

    private static boolean isLoad(Instruction code) {
        return (code.opcode() & 0x07) == 0x01;
    }

    private static boolean alternates(List<Instruction> code) {
        var accesses = code.stream()
                .filter(one -> (one.opcode() & 0x07) == 0x01 || (one.opcode() & 0x07) == 0x03)
                .toList();
        for (var i = 0; i < accesses.size(); i++) {
            if (isLoad(accesses.get(i)) != (i % 2 == 0)) {
                return false;
            }
        }
        return accesses.size() > 2;
    }

    private List<Instruction> program(String source, CodeOptions code) throws Exception {
        return Instruction.of(LinkedObject.of(link(source, code)).elf(), "tc");
    }

    private LinkResult link(String source, CodeOptions code) throws Exception {
        var links = new TestLinks(directory);
        // What clang has chosen for a newer CPU would be left in the bitcode.
        var cpu = code.cpu().orElse("v3");
        var input = links.input("source.c", source, BpfTarget.BPFEL, "-mcpu=" + cpu);
        return worker.link(links.whole("source.c", BpfTarget.BPFEL, List.of(input))
                        .withOptions(LinkOptions.DEFAULT.withCode(code)))
                .get();
    }
}
