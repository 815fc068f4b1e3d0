package io.github.bpfmaven.plugin.scaffold;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.Field;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.PUBLIC;

/**
 * Writes what stands beside a member's accessor: characters as text, and a number that Java has no unsigned type for as the
 * number that it is. Members that are called so have the first choice.
 */
final class HelperMethods {
    private final Set<String> taken;

    /** @param taken names of accessors */
    HelperMethods(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Adds the helpers of a member whose value an expression gives. */
    void add(Field field, FieldCode code, CodeBlock value, TypeSpec.Builder type) {
        if (isText(field) && taken.add(field.name() + "Text")) {
            type.addMethod(helper(field, "Text", JavaTypes.STRING, "{@return the text in $L, up to NUL}")
                    .addStatement("return Bytes.getText($L)", value)
                    .build());
        }
        if (code.isUnsigned() && taken.add(field.name() + "Unsigned")) {
            boolean narrow = field.type().size() == Integer.BYTES;
            TypeName number = narrow ? TypeName.LONG : JavaTypes.BIG_INTEGER;
            type.addMethod(helper(field, "Unsigned", number, "{@return $L as the unsigned number that it is}")
                    .addStatement(
                            narrow
                                    ? CodeBlock.of("return Integer.toUnsignedLong($L)", value)
                                    : CodeBlock.of(
                                            "return new $T(Long.toUnsignedString($L))", JavaTypes.BIG_INTEGER, value))
                    .build());
        }
    }

    /** Whether a member is an array of characters. */
    static boolean isText(Field field) {
        return field.type() instanceof DataType.Bytes bytes && bytes.text();
    }

    /** The bytes of a text that are as long as a member which {@link #isText}. */
    static CodeBlock ofText(Field field) {
        return CodeBlock.of("Bytes.ofText(text, $L, $S)", field.type().size(), field.name());
    }

    /** A member's name within another one, such as {@code setName}. */
    static String capital(Field field) {
        return field.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + field.name().substring(1);
    }

    private static MethodSpec.Builder helper(Field field, String suffix, TypeName type, String javadoc) {
        return MethodSpec.methodBuilder(field.name() + suffix)
                .addModifiers(PUBLIC)
                .returns(type)
                .addJavadoc(javadoc, javadocCode(field.cName()));
    }
}
