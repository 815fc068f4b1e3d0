package io.github.bpfmaven.plugin.incremental;

import io.github.bpfmaven.plugin.compile.CompileUnit;

/**
 * A source for a target.
 *
 * @param source path below the source directory
 * @param target suffix of the target
 */
public record UnitId(String source, String target) {
    public static UnitId of(CompileUnit unit) {
        return new UnitId(unit.source().path(), unit.target().suffix());
    }

    @Override
    public String toString() {
        return target + " " + source;
    }
}
