package io.github.bpfmaven.headers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Instruction;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The registers of a traced function")
final class RegistersTest {
    private static final String INCLUDES = """
            #include <linux/ptrace.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_tracing.h>
            unsigned long long seen;
            """;

    static Stream<Arguments> machines() {
        return Machine.all().stream()
                .flatMap(machine -> machine.targets().stream().map(target -> Arguments.of(machine, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("machines")
    @DisplayName("are loaded from where the kernel's struct has them")
    void loaded(Machine machine, BpfTarget target, @TempDir Path directory) throws Exception {
        var elf = compile(machine, target, directory, "");
        for (var register : machine.registers()) {
            var loads = Instruction.of(elf, register.macro("")).stream()
                    .filter(instruction -> isLoad(instruction) && instruction.source() == 1)
                    .toList();
            assertEquals(1, loads.size(), register + ": " + loads);
            assertEquals(register.offset(), loads.get(0).offset(), register.toString());
            assertEquals(machine.wordSize() == 4 ? 0x61 : 0x79, loads.get(0).opcode(), register.toString());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("machines")
    @DisplayName("are read from there with a CO-RE relocation by the _CORE forms")
    void relocated(Machine machine, BpfTarget target, @TempDir Path directory) throws Exception {
        var elf = compile(machine, target, directory, "_CORE");
        var btf = Btf.read(elf.section(".BTF").orElseThrow().data(), elf.byteOrder());
        var relocations =
                BtfExt.read(elf.section(".BTF.ext").orElseThrow().data(), btf).relocations();
        for (var register : machine.registers()) {
            var section = register.macro("_CORE");
            var found = relocations.sections().stream()
                    .filter(candidate -> candidate.name().equals(section))
                    .flatMap(candidate -> candidate.records().stream())
                    .toList();
            assertEquals(1, found.size(), register + ": " + found);
            var position = (int) found.get(0).instructionOffset() / 8;
            assertEquals(
                    register.offset(),
                    Instruction.of(elf, section).get(position).immediate(),
                    register.toString());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("machines")
    @DisplayName("become the arguments of a probe, and its return value")
    void probes(Machine machine, BpfTarget target, @TempDir Path directory) throws Exception {
        var elf = object(machine, target, directory, """
                SEC("kprobe/a") int BPF_KPROBE(on_entry, long a, long b, long c, long d)
                { seen = a; seen += b; seen += c; seen += d; return 0; }
                SEC("kretprobe/a") int BPF_KRETPROBE(on_return, long value) { seen = value; return 0; }
                SEC("ksyscall/a") int BPF_KSYSCALL(on_call, long a, long b, long c, long d, long e, long f)
                { seen = a; seen += b; seen += c; seen += d; seen += e; seen += f; return 0; }
                """);

        assertEquals(machine.offsets("PARM1", "PARM2", "PARM3", "PARM4"), loads(elf, "kprobe/a"));
        assertEquals(machine.offsets("RC"), loads(elf, "kretprobe/a"));
        assertTrue(Instruction.of(elf, "ksyscall/a").size() > 6);
    }

    @Test
    @DisplayName("that a machine does not have are an error that names the macro")
    void unsupported(@TempDir Path directory) {
        var machine = Machine.all().get(0);
        var failure = assertThrows(
                IllegalStateException.class,
                () -> object(
                        machine,
                        BpfTarget.BPFEL,
                        directory,
                        "long f(struct pt_regs *ctx)" + "{ return PT_REGS_PARM7(ctx); }\n"));
        assertTrue(failure.getMessage().contains("__unsupported__"), failure.getMessage());
        assertTrue(failure.getMessage().contains("PT_REGS_PARM7"), failure.getMessage());
    }

    /** A function in a section of its own for each register. */
    private static ElfFile compile(Machine machine, BpfTarget target, Path directory, String form) throws Exception {
        var functions = new StringBuilder();
        for (var register : machine.registers()) {
            var macro = register.macro(form);
            functions.append(
                    "__attribute__((section(\"%s\"))) int f_%s(struct pt_regs *ctx) { seen = %s(ctx); return 0; }\n"
                            .formatted(macro, macro, macro));
        }
        return object(machine, target, directory, functions.toString());
    }

    private static ElfFile object(Machine machine, BpfTarget target, Path directory, String functions)
            throws Exception {
        var clang = new TestClang(directory);
        clang.add(TestHeaders.PROGRAMS.resolve("vmlinux_first.c"));
        Files.writeString(directory.resolve("registers.c"), machine.prelude() + INCLUDES + functions);
        return ElfFile.read(Files.readAllBytes(clang.object(
                "registers.c", target, "-D__TARGET_ARCH_" + machine.architecture(), "-Wall", "-Wextra", "-Werror")));
    }

    private static List<Integer> loads(ElfFile elf, String section) {
        return Instruction.of(elf, section).stream()
                .filter(instruction -> isLoad(instruction) && instruction.source() == 1)
                .map(Instruction::offset)
                .sorted()
                .toList();
    }

    /** {@code BPF_LDX | BPF_MEM}, of 4 or 8 bytes. */
    private static boolean isLoad(Instruction instruction) {
        return instruction.opcode() == 0x61 || instruction.opcode() == 0x79;
    }
}
