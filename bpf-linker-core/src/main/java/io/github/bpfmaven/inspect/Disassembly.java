package io.github.bpfmaven.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.instruction.InstructionText;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.relocation.CoreSpecs;

/**
 * The code of a function to read: what {@code llvm-objdump -d} prints of each instruction, with source lines in front of it,
 * labels where jumps lead, and behind a semicolon what is called, whose address is loaded, what a loader will change.
 */
final class Disassembly {
    private static final int COMMENT_COLUMN = 44;

    private final FunctionCode code;
    private final Optional<CoreSpecs> specs;
    private final Map<Long, String> labels = new HashMap<>();

    /** @param specs nothing if there is no BTF */
    Disassembly(FunctionCode code, Optional<CoreSpecs> specs) {
        this.code = code;
        this.specs = specs;
        TreeSet<Long> targets = new TreeSet<>();
        for (Instruction instruction : code.instructions()) {
            if (instruction.isJump()) {
                targets.add(instruction.target());
            }
        }
        targets.retainAll(code.instructions().stream()
                .map(instruction -> (long) instruction.slot())
                .toList());
        int number = 1;
        for (long target : targets) {
            labels.put(target, "L" + number++);
        }
    }

    /** The lines, without line ends. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String shown = "";
        for (Instruction instruction : code.instructions()) {
            Optional<BtfExt.LineInfo> line = Optional.ofNullable(code.lines().get(instruction.slot()));
            if (line.isPresent()) {
                String source = source(line.get());
                if (!source.equals(shown)) {
                    lines.add("; " + source);
                }
                shown = source;
            }
            Optional.ofNullable(labels.get((long) instruction.slot())).ifPresent(label -> lines.add(label + ":"));
            lines.add(text(instruction));
        }
        return lines;
    }

    private static String source(BtfExt.LineInfo line) {
        String place = line.file() + ":" + line.line();
        return line.text().isBlank() ? place : line.text().strip() + " @ " + place;
    }

    private String text(Instruction instruction) {
        String text = "%8d: %s"
                        .formatted(
                                instruction.slot(),
                                InstructionText.of(instruction).replace('\t', ' '))
                + (instruction.isJump() ? " <" + labels.getOrDefault(instruction.target(), "outside") + ">" : "");
        List<String> comments = new ArrayList<>();
        code.reference(instruction).map(Reference::text).ifPresent(comments::add);
        Optional.ofNullable(code.relocations().get(instruction.slot()))
                .map(this::relocation)
                .ifPresent(comments::add);
        return comments.isEmpty()
                ? text
                : String.format("%-" + COMMENT_COLUMN + "s ; %s", text, String.join("; ", comments));
    }

    private String relocation(BpfCoreRelocation relocation) {
        return "CO-RE " + CoreRelocationText.of(relocation, specs);
    }
}
