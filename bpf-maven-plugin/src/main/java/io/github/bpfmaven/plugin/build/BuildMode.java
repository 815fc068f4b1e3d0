package io.github.bpfmaven.plugin.build;

/** What a build does with objects that are checked in. */
public enum BuildMode {
    /** Takes those that the lock shows to be what a compile would give, and compiles the others. */
    AUTO,
    /** Takes none. */
    COMPILE,
    /** Takes all of them or fails; no LLVM is looked for. */
    PREBUILT
}
