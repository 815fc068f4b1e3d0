package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.object.BpfFunction;

/**
 * A program or a subprogram, and what it costs.
 *
 * @param function where it is and of what kind
 * @param instructions slots of 8 bytes, as the kernel counts: a 64-bit load is two
 * @param loadedInstructions the same with all subprograms that it reaches: what a loader gives to the kernel, before the
 *     verifier changes it
 * @param stack bytes of its own frame that its code uses
 * @param chain what the deepest chain of calls from it takes, in bytes
 * @param subprograms names of the subprograms that it reaches, itself left out, in the order in which they are found
 * @param helpers called by it or by a subprogram that it reaches, by number; each once
 * @param kfuncs the same, by name
 * @param maps whose address it or a subprogram that it reaches loads, by name
 * @param variables of the object that they read or write or hand on, as {@code section variable}; by name
 * @param externs variables and functions of the kernel, and settings, whose address or value they load; by name
 * @param tailCalls whether they call {@code bpf_tail_call}
 * @param coreRelocations how many there are in them
 * @param needs what they need of a kernel
 */
public record FunctionReport(
        BpfFunction function,
        long instructions,
        long loadedInstructions,
        int stack,
        Optional<StackChain> chain,
        List<String> subprograms,
        List<Reference.HelperCall> helpers,
        List<String> kfuncs,
        List<String> maps,
        List<String> variables,
        List<String> externs,
        boolean tailCalls,
        int coreRelocations,
        KernelNeeds needs) {
    /**
     * {@code BPF_MAXINSNS} of {@code linux/bpf_common.h}: what a program could have, with its subprograms, before Linux 5.2;
     * what it can have still if it is loaded without {@code CAP_BPF}.
     */
    public static final int MOST_INSTRUCTIONS_BEFORE_5_2 = 4096;

    /** The lists are copied. */
    public FunctionReport {
        subprograms = List.copyOf(subprograms);
        helpers = List.copyOf(helpers);
        kfuncs = List.copyOf(kfuncs);
        maps = List.copyOf(maps);
        variables = List.copyOf(variables);
        externs = List.copyOf(externs);
    }

    /**
     * The deepest chain of calls, as the verifier adds it up; more than 512 bytes are refused, unless a kernel since 6.13
     * gives the program a private stack. Nothing is known of it if functions call each other in a circle.
     *
     * @param rounded32 with frames rounded up to 32 bytes: Linux before 6.9, and programs that are interpreted
     * @param rounded16 with frames rounded up to 16 bytes: Linux 6.9 and later, for programs that are compiled
     */
    public record StackChain(int rounded32, int rounded16) {}
}
