package io.github.bpfmaven.loader.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.bpfmaven.inspect.BpfHelper;

/**
 * What to do about the verifier's more frequent reasons.
 *
 * <p>Source: the messages in {@code kernel/bpf/verifier.c}, Linux 5.10 to 6.18; in which release a thing came: the kernel's
 * history, and {@code bpf_helper_defs.h} for helpers.
 */
final class VerifierHints {
    private record Hint(Pattern reason, Function<MatchResult, String> text) {}

    private static final List<Hint> HINTS = List.of(
            hint(
                    "_or_null'",
                    "the pointer may be NULL: compare it with NULL before it is used, as each result of"
                            + " bpf_map_lookup_elem and the like"),
            hint(
                    "invalid mem access '(?:scalar|inv)'",
                    "this is a number for the verifier, not a pointer: memory of the kernel is read with"
                            + " BPF_CORE_READ or bpf_probe_read_kernel, of user space with bpf_probe_read_user"),
            hint(
                    "invalid access to packet|offset is outside of the packet",
                    "compare the end of what is read with data_end first, and use the very pointer that was compared;"
                            + " helpers that change the packet make all pointers into it invalid"),
            hint(
                    "invalid access to map value|unbounded memory access|min value is (?:negative|outside)|max value is"
                            + " outside",
                    "the verifier does not know that the offset or the length stays within bounds: compare it, unsigned,"
                            + " with a constant right before (or mask it: i &= SIZE - 1)"),
            hint(
                    "unbounded min value|math between .* pointer",
                    "bound the number, unsigned, before it is added to a pointer"),
            hint(
                    "!read_ok",
                    "the register has no value on some path: a variable that is not set, a function that does not return"
                            + " a value, or an object of the other byte order"),
            hint(
                    "BPF program is too large|The sequence of \\d+ jumps is too complex",
                    "the verifier gave up: bound loops by constants, let bpf_loop (5.17) or bpf_for (6.4) do them, or part"
                            + " the program with __noinline functions or tail calls"),
            hint(
                    "back-edge|infinite loop detected",
                    "the verifier sees no end of the loop: bounded loops need Linux 5.3 and a condition that it can follow;"
                            + " unroll it for older kernels (#pragma unroll)"),
            hint(
                    "read from stack (?:\\w+ )?(?:var_)?off ",
                    "these bytes of the stack have no value on some path: set the whole variable, with the gaps between its"
                            + " members (__builtin_memset(&v, 0, sizeof(v))); newer kernels let programs of who has"
                            + " CAP_PERFMON read them"),
            hint(
                    "combined stack size|invalid (?:write|read)(?: from| to)? stack|stack depth",
                    "all functions of a chain of calls share 512 bytes of stack (256 each with tail calls): put large"
                            + " variables into a per-CPU array"),
            hint(
                    "GPL.restricted|GPL-only|gpl",
                    "some helpers are for programs under the GPL only: char LICENSE[] SEC(\"license\") = \"GPL\" (or \"Dual"
                            + " MIT/GPL\" and the like)"),
            hint(
                    "[Uu]nreleased reference|reference has not been|reference leak",
                    "what was acquired must be released on every path"),
            hint(
                    "unreachable insn",
                    "code after the end of all paths: a loop without an end, or a call that never returns"),
            hint(
                    "BPF_STX uses reserved fields|BPF_ATOMIC stores",
                    "atomic operations that give a result, and others than addition, need Linux 5.12: compile with <cpu>v2</cpu>"
                            + " and do without the result"),
            hint(
                    "unknown opcode|uses reserved fields|invalid insn",
                    "an instruction that this kernel does not have: compile with a smaller <cpu> (v4 needs Linux 6.6, v3 5.1,"
                            + " v2 4.14)"),
            new Hint(Pattern.compile("(?:invalid|unknown) func (?:bpf_)?\\w+#(\\d+)"), found -> helper(found.group(1))),
            new Hint(
                    Pattern.compile("program of this type cannot use helper (\\w+)#"),
                    found -> found.group(1) + " is not for programs of this type"),
            hint(
                    "helper call is not allowed|cannot call helper|calling kernel function .* is not allowed",
                    "not for programs of this type, or not with this kernel"),
            hint(
                    "non-JITed programs",
                    "callbacks need a kernel with BPF's compiler switched on (net.core.bpf_jit_enable, CONFIG_BPF_JIT)"),
            hint(
                    "invalid bpf_context access|dereference of modified ctx",
                    "programs of this type may not read (or write) this member of their context, or not in this width"),
            hint("misaligned", "the access is not aligned to its size, which this architecture wants"),
            hint(
                    "expected=(?:fp|map_value|ctx|pkt|scalar)|type=\\w+ expected",
                    "an argument is not of the kind that the function wants"));

    private final String reason;

    /** @param reason the line of the log that says why */
    VerifierHints(String reason) {
        this.reason = reason;
    }

    /** What to do about it, a sentence without a full stop; nothing if it is none of those that are known. */
    Optional<String> text() {
        for (Hint hint : HINTS) {
            var found = hint.reason().matcher(reason);
            if (found.find()) {
                return Optional.of(hint.text().apply(found.toMatchResult()));
            }
        }
        return Optional.empty();
    }

    private static Hint hint(String reason, String text) {
        return new Hint(Pattern.compile(reason), found -> text);
    }

    private static String helper(String number) {
        return BpfHelper.of(Long.parseLong(number))
                .map(helper -> helper.name() + " is there since Linux " + helper.since()
                        + ", for the types of programs that may call it")
                .orElse("the kernel has no such helper for programs of this type");
    }
}
