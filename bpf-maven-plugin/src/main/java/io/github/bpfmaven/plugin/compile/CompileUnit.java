package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;

/**
 * One run of clang.
 *
 * @param source what is compiled
 * @param target what for
 * @param flags the user's choices for this source
 * @param bitcode where the bitcode goes
 */
public record CompileUnit(Source source, CompileTarget target, CompilerFlags flags, Path bitcode) {
    /** What clang is told the same of, whatever the source: one {@link Clang} knows one search path. */
    record Kind(CompileTarget target, CompilerFlags flags) {}

    Kind kind() {
        return new Kind(target, flags);
    }

    /**
     * The same with bitcode in a file on its way.
     *
     * @param token in its name: one for each that compiles
     */
    CompileUnit part(String token) {
        return new CompileUnit(
                source, target, flags, bitcode.resolveSibling(bitcode.getFileName() + "." + token + ".part"));
    }

    /** Where clang lists the files that it reads if that is to have the unit's name. */
    Path dependencyFile() {
        return bitcode.resolveSibling(bitcode.getFileName() + ".d");
    }

    /** Where the arguments are kept when the compile fails, to run it again by hand. */
    Path argumentsFile() {
        var name = bitcode.getFileName().toString();
        return bitcode.resolveSibling(name.replaceFirst("\\.bc$", "") + ".clang.args");
    }
}
