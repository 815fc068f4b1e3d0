package io.github.bpfmaven.input;

import java.util.List;
import java.util.Optional;

/**
 * The symbols that bitcode shows to other modules, without LLVM: from the table that LLVM's writers put beside the module
 * for linkers. Its names are the module's own, as a link of modules compares them; those of
 * module-level assembly are the assembler's.
 *
 * <p>Left out are what is local to the module, and names that begin with {@code llvm.}: intrinsics and the globals that
 * stand for CO-RE relocations.
 *
 * @param defined what the module defines, sorted by name
 * @param undefined what it declares, sorted by name: functions and variables of libraries, and the kernel's
 *     ({@code __ksym}, {@code __kconfig}); also a definition that is only there to be inlined
 *     ({@code available_externally})
 */
public record SymbolTable(List<Symbol> defined, List<Symbol> undefined) {
    /** The lists are copied. */
    public SymbolTable {
        defined = List.copyOf(defined);
        undefined = List.copyOf(undefined);
    }

    /**
     * A symbol that other modules see.
     *
     * @param weak whether another definition may take its place, or none need exist ({@code weak}, {@code linkonce},
     *     {@code extern_weak})
     * @param common whether it is a C variable without an initialiser that may be defined several times
     *     ({@code -fcommon})
     */
    public record Symbol(String name, boolean weak, boolean common) {}

    /**
     * Reads the table.
     *
     * @param bitcode of one module, raw or wrapped; anything else has no table
     * @return empty if there is none, or it is damaged or of a version other than 3 (LLVM 13 to 20): then nothing is known
     *     of the symbols
     */
    public static Optional<SymbolTable> of(byte[] bitcode) {
        return SymbolTableReader.read(bitcode);
    }
}
