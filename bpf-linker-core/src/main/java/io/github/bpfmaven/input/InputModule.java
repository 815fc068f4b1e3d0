package io.github.bpfmaven.input;

import java.util.Optional;

/**
 * One LLVM module, not yet read by LLVM.
 *
 * @param name what messages call it: the file, for a member of an archive {@code lib.a(member.o)}
 * @param form how it is written
 * @param bytes the module alone; not copied
 * @param producer what made it, such as {@code LLVM20.1.7} or {@code LLVM22.1.0-rust-1.96.0-nightly}; empty if it doesn't
 *     say, as textual IR
 * @param triple the target, such as {@code bpfel}; empty if it doesn't say
 */
public record InputModule(String name, Form form, byte[] bytes, Optional<String> producer, String triple) {
    /** The same without debug info that never becomes BTF. */
    public InputModule withoutUnusedDebugInfo() {
        return form == Form.BITCODE ? new InputModule(name, form, DebugInfoCut.cut(bytes), producer, triple) : this;
    }

    /** How a module is written. */
    public enum Form {
        /** LLVM bitcode, without a wrapper. */
        BITCODE,
        /** Textual IR. */
        IR
    }
}
