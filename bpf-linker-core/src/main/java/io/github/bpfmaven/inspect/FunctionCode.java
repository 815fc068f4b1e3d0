package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfFunction;

/**
 * The code of a function, with what the object says of its instructions. Keys are slots from the function's start.
 *
 * @param function whose code it is
 * @param instructions in their order; empty if the function is
 * @param references what instructions call or whose address they load
 * @param lines the source line that begins at an instruction
 * @param relocations what a loader changes in an instruction
 */
public record FunctionCode(
        BpfFunction function,
        List<Instruction> instructions,
        Map<Integer, Reference> references,
        NavigableMap<Integer, BtfExt.LineInfo> lines,
        Map<Integer, BpfCoreRelocation> relocations) {
    /** What an instruction calls or whose address it loads; nothing if it does neither. */
    public Optional<Reference> reference(Instruction instruction) {
        return Optional.ofNullable(references.get(instruction.slot()));
    }

    /** The source line that an instruction belongs to; nothing if there is no line information, or none for it. */
    public Optional<BtfExt.LineInfo> line(int slot) {
        return Optional.ofNullable(lines.floorEntry(slot)).map(Map.Entry::getValue);
    }

    /** The function that an instruction calls, or whose address it loads. */
    Optional<BpfFunction> callee(Instruction instruction) {
        return reference(instruction).flatMap(reference -> {
            if (reference instanceof Reference.SubprogramCall call) {
                return Optional.of(call.function());
            }
            return reference instanceof Reference.FunctionAddress address
                    ? Optional.of(address.function())
                    : Optional.empty();
        });
    }

    /** Slots of a 64-bit load count as two, as for the kernel. */
    public int slots() {
        return (int) function.instructionCount();
    }
}
