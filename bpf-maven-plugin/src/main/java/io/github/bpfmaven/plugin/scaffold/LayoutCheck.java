package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the method that compares the generated types with those of an object. */
final class LayoutCheck {
    private LayoutCheck() {}

    /** Nothing if no type has a name to be found by. */
    static Optional<MethodSpec> of(ClassContent content) {
        List<String> little = content.layouts(ByteOrder.LITTLE_ENDIAN);
        List<String> big = content.layouts(ByteOrder.BIG_ENDIAN);
        List<String> any = little.isEmpty() ? big : little;
        if (any.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("checkLayout")
                .addModifiers(PUBLIC, STATIC)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "object")
                .addJavadoc(
                        "Compares the structs and unions here, those that have a name in C, with an object's BTF: for objects"
                                + " that did not come with this class.\n\n"
                                + "@param object the object\n"
                                + "@throws IllegalStateException if a type is missing or has another layout; the message shows both\n"
                                + "@throws IllegalArgumentException if it is no BPF object, or has no BTF");
        if (little.isEmpty() || big.isEmpty() || little.equals(big)) {
            method.addStatement("new Layouts(object).check(\n$L)", lines(any));
        } else {
            method.beginControlFlow("if (Elf.wrap(object).order() == $T.LITTLE_ENDIAN)", JavaTypes.BYTE_ORDER)
                    .addStatement("new Layouts(object).check(\n$L)", lines(little))
                    .nextControlFlow("else")
                    .addStatement("new Layouts(object).check(\n$L)", lines(big))
                    .endControlFlow();
        }
        return Optional.of(method.build());
    }

    private static CodeBlock lines(List<String> lines) {
        return CodeBlock.join(
                lines.stream().map(line -> CodeBlock.of("$S", line)).toList(), ",\n");
    }
}
