package io.github.bpfmaven.linker;

import java.util.Arrays;
import java.util.Optional;

/** What follows {@code -O}: how hard a compiler tries, and at what. */
public enum OptimizationLevel {
    O0("0"),
    O1("1"),
    O2("2"),
    O3("3"),
    /** For size. */
    OS("s"),
    /** For size above all. */
    OZ("z");

    private final String flag;

    OptimizationLevel(String flag) {
        this.flag = flag;
    }

    /** What follows {@code -O}: {@code 0} to {@code 3}, {@code s} or {@code z}. */
    public String flag() {
        return flag;
    }

    /** The level of that {@linkplain #flag flag}; empty if there is none. */
    public static Optional<OptimizationLevel> of(String flag) {
        return Arrays.stream(values()).filter(level -> level.flag.equals(flag)).findFirst();
    }
}
