package io.github.bpfmaven.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What is looked for. */
public enum LintRule {
    /**
     * A subprogram that no program reaches, by calls or as a callback, and no data names; or a {@code struct_ops} function
     * that no table names.
     */
    DEAD_FUNCTION(LintLevel.WARN),
    /** A program in a section that libbpf does not know, so that it is loaded only if user space says what it is. */
    UNKNOWN_SECTION(LintLevel.WARN),
    /** A map that no function uses, no data names, and no other object can find, as it is not pinned. */
    UNUSED_MAP(LintLevel.WARN),
    /** Two maps whose names are the same in the kernel, which cuts them at 15 characters. */
    MAP_NAME_COLLISION(LintLevel.WARN),
    /** The same of programs; newer tools find their whole names in BTF. */
    PROGRAM_NAME_COLLISION(LintLevel.OFF),
    /** A map whose name is longer than the kernel keeps. */
    LONG_MAP_NAME(LintLevel.WARN),
    /** The same of programs. */
    LONG_PROGRAM_NAME(LintLevel.OFF),
    /** A program that only a newer kernel, or only a privileged user, can load, because of its length alone. */
    LARGE_PROGRAM(LintLevel.WARN),
    /** A program with more instructions than the user wants. */
    MAX_INSTRUCTIONS(LintLevel.WARN, OptionalInt.empty(), true),
    /** A chain of calls that needs more stack than there is, or than the user wants, in bytes. */
    STACK(LintLevel.WARN, OptionalInt.of(StackLint.MOST), true),
    /** A call that the kernel allows only under a license that goes with the GPL, in a program under another. */
    GPL_ONLY(LintLevel.WARN),
    /** A call of {@code bpf_printk}. */
    PRINTK(LintLevel.WARN);

    private final LintLevel level;
    private final OptionalInt limit;
    private final boolean hasLimit;

    LintRule(LintLevel level) {
        this(level, OptionalInt.empty(), false);
    }

    LintRule(LintLevel level, OptionalInt limit, boolean hasLimit) {
        this.level = level;
        this.limit = limit;
        this.hasLimit = hasLimit;
    }

    /** The rule of that name. */
    public static Optional<LintRule> of(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.toString().equals(name))
                .findFirst();
    }

    /** Unless the user says otherwise. */
    public LintLevel level() {
        return level;
    }

    /** Unless the user says otherwise; nothing if there is none. */
    public OptionalInt limit() {
        return limit;
    }

    /** Whether it is about a number. */
    public boolean hasLimit() {
        return hasLimit;
    }

    /** Its name: {@code unused-map}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
