package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.constants.ConstantValue;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/**
 * Writes the nested class of macros and enum constants. Integers have the Java types that members of structs have; a text that
 * is not UTF-8 is a method that gives its bytes.
 */
final class ConstantsWriter {
    static final String NAME = "Constants";

    private ConstantsWriter() {}

    /** Nothing if there are none. */
    static Optional<TypeSpec> of(Map<String, PerVariant<CConstant>> constants) {
        if (constants.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> names = new NameScope(Identifiers::constant, Set.of()).of(constants.keySet());
        TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
                .addAnnotation(ScaffoldGenerator.MARK)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addJavadoc("Macros and enum constants of the C source.")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addJavadoc("All members are static.")
                        .build());
        constants.forEach((name, constant) -> add(names.getOrDefault(name, name), constant, type));
        return Optional.of(type.build());
    }

    private static void add(String name, PerVariant<CConstant> constant, TypeSpec.Builder type) {
        TypeName javaType = type(constant.first().value());
        constant.values().values().forEach(other -> {
            if (!type(other.value()).equals(javaType)) {
                throw new ScaffoldException("the constant " + other.name() + " has not the same type in all objects: "
                        + constant.first().value() + " and " + other.value());
            }
        });
        CodeBlock javadoc = CodeBlock.of(
                "$L, in C $L.",
                javadocCode(constant.first().name()),
                javadocCode(constant.first().cText()));
        CodeBlock value = constant.map(CConstant::value).code(ConstantsWriter::literal);
        if (javaType instanceof ArrayTypeName) {
            type.addMethod(MethodSpec.methodBuilder(name)
                    .addModifiers(PUBLIC, STATIC)
                    .returns(javaType)
                    .addJavadoc("$L\n\n@return its bytes, without the NUL at the end", javadoc)
                    .addStatement("return $L", value)
                    .build());
        } else {
            type.addField(FieldSpec.builder(javaType, name, PUBLIC, STATIC, FINAL)
                    .addJavadoc(javadoc)
                    .initializer(value)
                    .build());
        }
    }

    private static TypeName type(ConstantValue value) {
        if (value instanceof ConstantValue.Int number) {
            if (number.bool()) {
                return TypeName.BOOLEAN;
            }
            return number.bits() <= Integer.SIZE
                    ? TypeName.INT
                    : number.bits() <= Long.SIZE ? TypeName.LONG : JavaTypes.BIG_INTEGER;
        }
        if (value instanceof ConstantValue.Float number) {
            return number.bytes() == Float.BYTES ? TypeName.FLOAT : TypeName.DOUBLE;
        }
        return text((ConstantValue.Text) value).isPresent() ? JavaTypes.STRING : ArrayTypeName.of(TypeName.BYTE);
    }

    private static CodeBlock literal(ConstantValue value) {
        if (value instanceof ConstantValue.Int number) {
            if (number.bool()) {
                return CodeBlock.of("$L", number.value().signum() != 0);
            }
            return number.bits() <= Integer.SIZE
                    ? CodeBlock.of("$L", number.value().intValue())
                    : number.bits() <= Long.SIZE
                            ? CodeBlock.of("$LL", number.value().longValue())
                            : CodeBlock.of(
                                    "new $T($S)",
                                    JavaTypes.BIG_INTEGER,
                                    number.value().toString());
        }
        if (value instanceof ConstantValue.Float number) {
            return number.bytes() == Float.BYTES ? single((float) number.value()) : real(number.value());
        }
        byte[] bytes = ((ConstantValue.Text) value).bytes();
        return text((ConstantValue.Text) value)
                .map(text -> CodeBlock.of("$S", text))
                .orElseGet(() -> CodeBlock.of("new byte[] {$L}", joined(bytes)));
    }

    private static CodeBlock single(float number) {
        return Float.isFinite(number)
                ? CodeBlock.of("$Lf", number)
                : CodeBlock.of("Float.intBitsToFloat($L)", Float.floatToIntBits(number));
    }

    private static CodeBlock real(double number) {
        return Double.isFinite(number)
                ? CodeBlock.of("$L", number)
                : CodeBlock.of("Double.longBitsToDouble($LL)", Double.doubleToLongBits(number));
    }

    private static String joined(byte[] bytes) {
        StringBuilder joined = new StringBuilder();
        for (byte each : bytes) {
            joined.append(joined.isEmpty() ? "" : ", ").append(each);
        }
        return joined.toString();
    }

    private static Optional<String> text(ConstantValue.Text text) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.bytes()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Constants by their names, in the order of the first object that has them. */
    static Map<String, PerVariant<CConstant>> byName(Map<Variant, java.util.List<CConstant>> constants) {
        Map<String, Map<String, CConstant>> byName = new LinkedHashMap<>();
        constants.forEach((variant, all) ->
                all.forEach(constant -> byName.computeIfAbsent(constant.name(), first -> new LinkedHashMap<>())
                        .put(variant.resourceFile(), constant)));
        Map<String, PerVariant<CConstant>> variants = new LinkedHashMap<>();
        byName.forEach((name, values) -> variants.put(name, new PerVariant<>(values)));
        return variants;
    }
}
