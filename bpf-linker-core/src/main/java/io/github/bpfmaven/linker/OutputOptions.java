package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a link writes.
 *
 * @param kind the form of the result
 * @param btf whether debug info is kept and, in an object, becomes BTF
 * @param dwarf whether an object has DWARF as well
 * @param dumpDirectory where the linked module is written as text, before ({@code pre-opt.ll}) and after
 *     ({@code post-opt.ll}) it is optimised; it is created if need be. Empty for not at all
 */
public record OutputOptions(Kind kind, boolean btf, boolean dwarf, Optional<Path> dumpDirectory) {
    /** An object with BTF and without DWARF. */
    public static final OutputOptions DEFAULT = new OutputOptions(Kind.OBJECT, true, false, Optional.empty());

    /** The form of the result. */
    public enum Kind {
        /** A relocatable ELF64 object. */
        OBJECT,
        /** LLVM bitcode. */
        BITCODE,
        /** Assembly text. */
        ASSEMBLY,
        /** LLVM IR as text. */
        IR
    }

    public OutputOptions withKind(Kind other) {
        return new OutputOptions(other, btf, dwarf, dumpDirectory);
    }

    public OutputOptions withBtf(boolean other) {
        return new OutputOptions(kind, other, dwarf, dumpDirectory);
    }

    public OutputOptions withDwarf(boolean other) {
        return new OutputOptions(kind, btf, other, dumpDirectory);
    }

    public OutputOptions withDumpDirectory(Path other) {
        return new OutputOptions(kind, btf, dwarf, Optional.of(other));
    }
}
