package io.github.bpfmaven.loader.report;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How much the verifier had to do for a program that it took.
 *
 * <p>Source: {@code print_verification_stats} in {@code kernel/bpf/verifier.c}, Linux 6.18; the lines are there since 5.2.
 *
 * @param instructions that it went through, counted each time: up to the kernel's limit of 1,000,000, and of 131,072 before 5.2
 * @param states that it kept, all together
 * @param peakStates that it kept at once, at most
 * @param stack bytes of the program itself, then of each of its subprograms, in the order of the code; empty where the kernel
 *     does not say
 * @param microseconds that it took; nothing where the kernel does not say. Not the same from one time to the next
 */
public record VerifierStatistics(
        int instructions, int states, int peakStates, String stack, OptionalLong microseconds) {
    private static final Pattern PROCESSED = Pattern.compile(
            "(?m)^processed (\\d+) insns(?: \\(limit \\d+\\) max_states_per_insn \\d+ total_states (\\d+) peak_states (\\d+))?");
    private static final Pattern STACK = Pattern.compile("(?m)^stack depth (\\d+(?:\\+\\d+)*)");
    private static final Pattern TIME = Pattern.compile("(?m)^verification time (\\d+) usec");

    /** What a log ends with; nothing if it does not say how many instructions. */
    public static Optional<VerifierStatistics> of(String log) {
        Matcher processed = PROCESSED.matcher(log);
        if (!processed.find()) {
            return Optional.empty();
        }
        Matcher stack = STACK.matcher(log);
        Matcher time = TIME.matcher(log);
        return Optional.of(new VerifierStatistics(
                Integer.parseInt(processed.group(1)),
                count(processed.group(2)),
                count(processed.group(3)),
                stack.find() ? stack.group(1) : "",
                time.find() ? OptionalLong.of(Long.parseLong(time.group(1))) : OptionalLong.empty()));
    }

    /** The deepest stack of one function, in bytes; nothing where the kernel does not say. */
    public OptionalInt deepestStack() {
        if (stack.isEmpty()) {
            return OptionalInt.empty();
        }
        int deepest = 0;
        for (String depth : stack.split("\\+")) {
            deepest = Math.max(deepest, Integer.parseInt(depth));
        }
        return OptionalInt.of(deepest);
    }

    /** Kernels before 5.2 tell the instructions alone. */
    private static int count(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
