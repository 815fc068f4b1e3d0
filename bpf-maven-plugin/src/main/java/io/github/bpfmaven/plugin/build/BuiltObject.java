package io.github.bpfmaven.plugin.build;

import java.util.List;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;

/**
 * One object, not yet written.
 *
 * @param name the class that opens it
 * @param target what it is for
 * @param bytes the file; not copied
 * @param content what is in it
 * @param constants of its source, for its target
 */
record BuiltObject(
        GeneratedClass name, CompileTarget target, byte[] bytes, BpfObject content, List<CConstant> constants) {
    BuiltObject {
        constants = List.copyOf(constants);
    }

    /** Where it lies below the resource root, with {@code /} on every host. */
    String resourcePath() {
        return name.resourcePath(target.suffix());
    }
}
