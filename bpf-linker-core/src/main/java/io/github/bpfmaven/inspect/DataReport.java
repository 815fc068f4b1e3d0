package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfVariable;

/**
 * A section of global variables.
 *
 * @param section its name, size and bytes
 * @param variables in their order
 * @param memory what the map takes that a loader makes of it
 */
public record DataReport(BpfDataSection section, List<VariableReport> variables, MapMemory memory) {
    /** The list is copied. */
    public DataReport {
        variables = List.copyOf(variables);
    }

    /**
     * A global variable.
     *
     * @param variable its name and place
     * @param declaration as C writes it: {@code const volatile __u64 limit}; the name alone if BTF says nothing of it
     * @param value what it starts as: a number, a string, or the start of its bytes; nothing if it starts as zeros
     */
    public record VariableReport(BpfVariable variable, String declaration, Optional<String> value) {}
}
