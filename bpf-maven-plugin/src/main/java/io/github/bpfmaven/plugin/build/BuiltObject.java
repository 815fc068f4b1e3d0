package io.github.bpfmaven.plugin.build;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.render.ClassTask;
import io.github.bpfmaven.plugin.render.ReportText;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;

/**
 * One object, not yet where it belongs.
 *
 * @param name the class that opens it
 * @param target what it is for
 * @param content the file
 * @param constants of its source, for its target
 * @param report if somebody has just looked into it
 */
record BuiltObject(
        GeneratedClass name,
        CompileTarget target,
        ObjectContent content,
        List<CConstant> constants,
        Optional<ReportText> report) {
    BuiltObject {
        constants = List.copyOf(constants);
    }

    /** Where it lies below the resource root, with {@code /} on every host. */
    String resourcePath() {
        return name.resourcePath(target.suffix());
    }

    /** The same as a part of its class. */
    ClassTask.Part part() {
        return new ClassTask.Part(
                name.resourceFile(target.suffix()),
                target.byteOrder().byteOrder().equals(ByteOrder.BIG_ENDIAN),
                target.architecture(),
                content.source(),
                constants);
    }
}
