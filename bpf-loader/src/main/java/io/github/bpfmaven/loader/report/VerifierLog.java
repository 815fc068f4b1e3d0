package io.github.bpfmaven.loader.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bpfmaven.loader.kernel.Errno;

/**
 * What the verifier says, line by line: instructions with their index, what it knows then, lines of C, and at the end why it
 * refuses and how much it has done.
 *
 * <p>Source: {@code kernel/bpf/verifier.c} and {@code kernel/bpf/log.c}, Linux 6.18.
 */
public final class VerifierLog {
    private static final Pattern INSTRUCTION = Pattern.compile("^(\\d+): \\([0-9a-f]{2}\\) .*");
    private static final Pattern STATE =
            Pattern.compile("^(?:\\d+: )?R\\d+.*=.*|^from \\d+ to \\d+.*|^\\d+: safe.*|^(?:cur|old) state: .*");
    private static final Pattern CLOSING = Pattern.compile(
            "^(?:processed \\d+ insns|verification time |stack depth |peak_states |max_states_per_insn ).*");
    private static final Pattern AT_INSTRUCTION = Pattern.compile("\\b(?:at )?insn #?(\\d+)\\b");

    private final String log;
    private final List<String> lines;

    public VerifierLog(String log) {
        this.log = log;
        this.lines = log.lines().toList();
    }

    /** The last instruction that it names; nothing if it names none. */
    public OptionalInt instruction() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher instruction = INSTRUCTION.matcher(lines.get(i));
            if (instruction.matches()) {
                return OptionalInt.of(Integer.parseInt(instruction.group(1)));
            }
        }
        Matcher named = AT_INSTRUCTION.matcher(reason());
        return named.find() && named.group(1).length() < 8
                ? OptionalInt.of(Integer.parseInt(named.group(1)))
                : OptionalInt.empty();
    }

    /** Why it refuses: its last line that is neither an instruction nor a count; empty if there is none. */
    public String reason() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()
                    && !line.startsWith(";")
                    && !INSTRUCTION.matcher(line).matches()
                    && !STATE.matcher(line).matches()
                    && !CLOSING.matcher(line).matches()) {
                return line;
            }
        }
        return "";
    }

    /**
     * What to throw.
     *
     * @param source the program's lines, in the order of their instructions
     */
    public BpfLoadException refusal(String part, int errno, List<SourceLine> source, Advice advice) {
        OptionalInt at = instruction();
        Optional<SourceLine> line = at.isPresent() ? lineOf(at.getAsInt(), source) : Optional.empty();
        String name = Errno.of(errno).map(Enum::toString).orElse("errno " + errno);
        String problem = log.isBlank()
                ? "the kernel refuses it: " + name + " (" + errno + ")" + advice.after(errno)
                : "the verifier refuses it (" + name + "): " + reason()
                        + line.map(found -> "\n  at " + found).orElse("")
                        + (at.isPresent() ? "\n  in instruction " + at.getAsInt() : "")
                        + line.map(found -> " of " + found.function()).orElse("")
                        + new VerifierHints(reason())
                                .text()
                                .map(hint -> "\n  " + hint)
                                .orElse("")
                        + (errno == Errno.EPERM.number() ? advice.after(errno) : "");
        return new VerifierException(part, problem, errno, log, at, line);
    }

    private static Optional<SourceLine> lineOf(int instruction, List<SourceLine> source) {
        Optional<SourceLine> last = Optional.empty();
        for (SourceLine line : source) {
            if (line.instruction() > instruction) {
                break;
            }
            last = Optional.of(line);
        }
        return last;
    }
}
