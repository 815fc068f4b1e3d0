package io.github.bpfmaven.loader.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfFunction;

/**
 * A program with the subprograms that it calls behind it, each once, as the kernel wants it.
 *
 * <p>Source: {@code bpf_object__reloc_code} and {@code bpf_object__append_subprog_code} of libbpf 1.8, whose order this is.
 */
public final class ProgramCode {
    /** The kernel takes eight frames on the stack; a chain that is longer than this is none of a program that loads. */
    private static final int DEEPEST = 256;

    private final ObjectCode object;
    private final Code code;
    private final List<Part> parts = new ArrayList<>();
    private final Map<FunctionCode, Integer> starts = new HashMap<>();
    private final Map<Integer, Reference> references = new HashMap<>();

    /**
     * A function in the program.
     *
     * @param at its first instruction in the program
     */
    record Part(FunctionCode function, int at) {}

    private ProgramCode(ObjectCode object, FunctionCode main) {
        this.object = object;
        this.code = main.code().copy();
    }

    /**
     * Puts a program together.
     *
     * @throws BpfLoadException if it calls what is not there
     */
    public static ProgramCode of(ObjectCode object, BpfFunction program) throws BpfLoadException {
        FunctionCode main = object.of(program);
        ProgramCode all = new ProgramCode(object, main);
        all.add(main, 0);
        all.resolve(main, 0, 0);
        Optional<FunctionCode> callback = object.exceptionCallback(program);
        if (callback.isPresent() && !all.starts.containsKey(callback.get())) {
            all.resolve(callback.get(), all.append(callback.get()), 1);
        }
        return all;
    }

    /** The instructions, to be changed. */
    public Code code() {
        return code;
    }

    List<Part> parts() {
        return parts;
    }

    /** What instructions still refer to, by their index: all but subprograms. */
    Map<Integer, Reference> references() {
        return references;
    }

    private void add(FunctionCode function, int at) {
        parts.add(new Part(function, at));
        starts.put(function, at);
        function.references().forEach((index, reference) -> references.put(at + index, reference));
    }

    private int append(FunctionCode function) {
        int start = code.count();
        code.append(function.code());
        add(function, start);
        return start;
    }

    private void resolve(FunctionCode function, int at, int depth) throws BpfLoadException {
        if (depth > DEEPEST) {
            throw new BpfLoadException(function.part(), "functions call one another " + DEEPEST + " deep");
        }
        for (int index = 0; index < function.code().count(); index++) {
            boolean call = function.code().opcode(index) == Code.CALL
                    && function.code().source(index) == Code.PSEUDO_CALL;
            boolean address = function.code().isLoad64(index) && function.code().source(index) == Code.PSEUDO_FUNCTION;
            Reference reference = references.get(at + index);
            if (call && !(reference instanceof Reference.ToExternCall)
                    || address
                    || reference instanceof Reference.ToFunction) {
                FunctionCode callee = target(function, index, call, reference);
                Integer start = starts.get(callee);
                if (start == null) {
                    start = append(callee);
                    resolve(callee, start, depth + 1);
                }
                // Counted from the instruction behind the call; a 64-bit load counts from the one behind its first
                // place.
                code.setSource(at + index, call ? Code.PSEUDO_CALL : Code.PSEUDO_FUNCTION);
                code.setImmediate(at + index, start - (at + index) - 1);
                references.remove(at + index);
            }
            if (function.code().isLoad64(index)) {
                index++;
            }
        }
    }

    private FunctionCode target(FunctionCode function, int index, boolean call, Reference reference)
            throws BpfLoadException {
        long immediate = function.code().immediate(index);
        long instruction;
        if (reference instanceof Reference.ToCall symbol) {
            instruction = symbol.offset() / Code.SIZE + immediate + 1;
        } else if (reference instanceof Reference.ToFunction symbol) {
            instruction = (symbol.offset() + immediate) / Code.SIZE;
        } else if (call && function.isSubprogram()) {
            // A call of a static function in the same section has no relocation, and needs none.
            instruction = (long) function.start() + index + immediate + 1;
        } else {
            throw new BpfLoadException(
                    function.part(), "instruction " + index + " calls a function, but no relocation says which");
        }
        return object.find(ObjectCode.TEXT, instruction)
                .filter(callee -> callee.start() == instruction)
                .orElseThrow(() -> new BpfLoadException(
                        function.part(), "instruction " + index + " calls what is no function of section .text"));
    }
}
