package io.github.bpfmaven.loader.code;

import java.util.Map;

import io.github.bpfmaven.object.BpfFunction;

/**
 * A program or a subprogram with its instructions.
 *
 * @param start its first instruction, counted from the start of its section
 * @param references by the index of the instruction in the function
 */
record FunctionCode(BpfFunction function, int start, Code code, Map<Integer, Reference> references) {
    String part() {
        return "program '" + function.name() + "'";
    }

    boolean isSubprogram() {
        return function.section().equals(ObjectCode.TEXT);
    }

    boolean covers(long instruction) {
        return instruction >= start && instruction - start < code.count();
    }
}
