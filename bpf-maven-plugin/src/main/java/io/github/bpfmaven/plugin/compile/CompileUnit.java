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
    /** Where clang lists the files that it reads if that is to have the unit's name; no build needs it that begins later. */
    Path dependencyFile() {
        return bitcode.resolveSibling(bitcode.getFileName() + ".d");
    }

    /** Where the arguments are kept when the compile fails, to run it again by hand. */
    Path argumentsFile() {
        var name = bitcode.getFileName().toString();
        return bitcode.resolveSibling(name.replaceFirst("\\.bc$", "") + ".clang.args");
    }
}
