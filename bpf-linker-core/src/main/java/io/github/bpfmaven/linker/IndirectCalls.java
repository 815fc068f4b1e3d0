package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;

/**
 * Finds calls of what a register holds. LLVM 20 makes {@code callx} of them without a word (opcode 0x8d, RFC 9669), and the
 * verifier of Linux up to 6.18 ends with "unknown opcode 8d".
 */
final class IndirectCalls {
    private final BpfObject object;

    private IndirectCalls(BpfObject object) {
        this.object = object;
    }

    /** A warning for each function that makes one, at the first of its calls. */
    static List<Diagnostic> in(ElfFile elf, byte[] finished) {
        var code = elf.sections().stream()
                .filter(section -> section.has(ElfSection.SHF_EXECINSTR)
                        && !calls(elf, section).isEmpty())
                .toList();
        if (code.isEmpty()) {
            return List.of();
        }
        try {
            var calls = new IndirectCalls(BpfObject.read(finished));
            return code.stream()
                    .flatMap(section -> calls.warnings(section.name(), calls(elf, section)).stream())
                    .toList();
        } catch (BpfObjectFormatException damaged) {
            // Whoever opens the object says so.
            return List.of();
        }
    }

    /** Where in a section, in bytes. */
    private static List<Long> calls(ElfFile elf, ElfSection section) {
        return Instruction.read(section.data(), elf.byteOrder()).stream()
                .filter(Instruction::isCallOfRegister)
                .map(call -> (long) call.slot() * Instruction.SLOT_SIZE)
                .toList();
    }

    private List<Diagnostic> warnings(String section, List<Long> calls) {
        var warnings = new ArrayList<Diagnostic>();
        Stream.concat(object.programs().stream(), object.subprograms().stream())
                .filter(function -> function.section().equals(section))
                .forEach(function -> calls.stream()
                        .filter(at -> at >= function.offset() && at < function.offset() + function.size())
                        .findFirst()
                        .ifPresent(at -> warnings.add(warning(function, at))));
        return warnings;
    }

    private Diagnostic warning(BpfFunction function, long at) {
        return new Diagnostic(
                Diagnostic.Severity.WARNING,
                "'" + function.name()
                        + "' calls through a pointer, which Linux up to 6.18 refuses (\"unknown opcode 8d\");"
                        + " call functions by their names, or make the function that gets the pointer __always_inline",
                place(function.section(), at));
    }

    private Optional<SourceLocation> place(String section, long at) {
        return object.btfExt().lines().sections().stream()
                .filter(lines -> lines.name().equals(section))
                .flatMap(lines -> lines.records().stream())
                .filter(line -> line.instructionOffset() <= at)
                .reduce((before, line) -> line)
                .map(IndirectCalls::place);
    }

    private static SourceLocation place(BtfExt.LineInfo line) {
        return new SourceLocation(line.file(), line.line(), line.column());
    }
}
