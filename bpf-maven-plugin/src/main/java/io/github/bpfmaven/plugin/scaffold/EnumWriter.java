package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.Definition;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/**
 * Writes the record of an enum: a number, which may well be one that no enumerator has, and a constant for each enumerator.
 * A Java enum could neither hold an unknown number nor two names for one.
 */
final class EnumWriter {
    private final Definition.Enumeration values;
    private final ClassName self;
    private final boolean wide;

    EnumWriter(Definition.Enumeration values, ClassName self) {
        this.values = values;
        this.self = self;
        this.wide = values.size() > Integer.BYTES;
    }

    TypeSpec.Builder write() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(self)
                .addModifiers(PUBLIC)
                .addJavadoc(
                        "$L, $L bytes: a number that has a name, or any other.\n\n@param value the number$L",
                        javadocCode(values.cName()),
                        values.size(),
                        values.signed() || values.size() < Integer.BYTES
                                ? ""
                                : "; its bits, if C has it larger than Java")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(number(), "value").build())
                        .build());
        type.addField(TypeWriter.constant(
                TypeName.INT,
                LayoutConstants.BYTE_SIZE,
                CodeBlock.of("$L", values.size()),
                CodeBlock.of("The size in bytes: {@code sizeof}.")));
        values.constants().forEach(constant -> addConstant(constant, type));
        if (values.size() < Integer.BYTES) {
            type.addMethod(compactConstructor());
        }
        type.addMethod(values()).addMethod(isKnown());
        if (isFlags()) {
            type.addMethod(has()).addMethod(with());
        }
        return type.addMethod(text());
    }

    private TypeName number() {
        return wide ? TypeName.LONG : TypeName.INT;
    }

    private void addConstant(Definition.Constant constant, TypeSpec.Builder type) {
        CodeBlock number = wide ? CodeBlock.of("$LL", constant.value()) : CodeBlock.of("$L", (int) constant.value());
        type.addField(TypeWriter.constant(
                number(),
                constant.valueName(),
                number,
                CodeBlock.of("The number of $L, for a {@code switch}.", javadocCode(constant.cName()))));
        type.addField(TypeWriter.constant(
                self,
                constant.name(),
                CodeBlock.of("new $T($L)", self, constant.valueName()),
                CodeBlock.of("$L.", javadocCode(constant.cName() + " = " + constantText(constant)))));
    }

    private String constantText(Definition.Constant constant) {
        return values.signed() ? Long.toString(constant.value()) : Long.toUnsignedString(constant.value());
    }

    private MethodSpec compactConstructor() {
        int bits = (int) values.size() * Byte.SIZE;
        int least = values.signed() ? -1 << bits - 1 : 0;
        int most = values.signed() ? ~least : (1 << bits) - 1;
        return MethodSpec.compactConstructorBuilder()
                .addModifiers(PUBLIC)
                .addJavadoc(
                        "Checks the number.\n\n@param value the number\n"
                                + "@throws IllegalArgumentException if it has more than $L bits",
                        bits)
                .addStatement("Bytes.check(value, $L, $L, $S)", least, most, values.cName())
                .build();
    }

    private MethodSpec values() {
        return MethodSpec.methodBuilder("values")
                .addModifiers(PUBLIC, STATIC)
                .returns(ParameterizedTypeName.get(JavaTypes.LIST, self))
                .addJavadoc("{@return one for each enumerator, in the order of C}")
                .addStatement(
                        "return $T.of($L)",
                        JavaTypes.LIST,
                        CodeBlock.join(
                                values.constants().stream()
                                        .map(constant -> CodeBlock.of("$L", constant.name()))
                                        .toList(),
                                ", "))
                .build();
    }

    private MethodSpec isKnown() {
        return MethodSpec.methodBuilder("isKnown")
                .addModifiers(PUBLIC)
                .returns(boolean.class)
                .addJavadoc("{@return whether an enumerator has this number}")
                .addStatement("return values().contains(this)")
                .build();
    }

    /** Single bits, and perhaps combinations of them; not just 0, 1, 2, 3 … */
    private boolean isFlags() {
        TreeSet<Long> distinct = new TreeSet<>();
        values.constants().forEach(constant -> distinct.add(constant.value()));
        long single =
                distinct.stream().filter(value -> Long.bitCount(value) == 1).reduce(0L, (one, other) -> one | other);
        // The highest bit of an unsigned enum is one as any other.
        boolean negative = values.signed() && !distinct.isEmpty() && distinct.first() < 0;
        boolean combinations = !negative && distinct.stream().allMatch(value -> (value & ~single) == 0);
        boolean counted = !distinct.isEmpty() && distinct.last() - distinct.first() == distinct.size() - 1;
        return combinations && !counted && Long.bitCount(single) >= 2;
    }

    private MethodSpec has() {
        return MethodSpec.methodBuilder("has")
                .addModifiers(PUBLIC)
                .returns(boolean.class)
                .addParameter(self, "flags")
                .addJavadoc("Tells whether flags are set.\n\n@param flags which\n@return whether all of them are")
                .addStatement("return (value & flags.value) == flags.value")
                .build();
    }

    private MethodSpec with() {
        return MethodSpec.methodBuilder("or")
                .addModifiers(PUBLIC)
                .returns(self)
                .addParameter(self, "flags")
                .addJavadoc("Sets flags.\n\n@param flags which\n@return this and them")
                .addStatement("return new $T(value | flags.value)", self)
                .build();
    }

    private MethodSpec text() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("toString")
                .addAnnotation(JavaTypes.OVERRIDE)
                .addModifiers(PUBLIC)
                .returns(JavaTypes.STRING)
                .addJavadoc("{@return the first enumerator's name of those that have this number, or the number}");
        Map<Long, Definition.Constant> first = new LinkedHashMap<>();
        values.constants().forEach(constant -> first.putIfAbsent(constant.value(), constant));
        List<Definition.Constant> named = new ArrayList<>(first.values());
        if (wide) {
            for (Definition.Constant constant : named) {
                method.beginControlFlow("if (value == $L)", constant.valueName())
                        .addStatement("return $S", constant.cName())
                        .endControlFlow();
            }
            method.addStatement("return $L", values.signed() ? "Long.toString(value)" : "Long.toUnsignedString(value)");
            return method.build();
        }
        method.addCode("return switch (value) {\n$>");
        for (Definition.Constant constant : named) {
            method.addCode("case $L -> $S;\n", constant.valueName(), constant.cName());
        }
        return method.addCode(
                        "default -> $L;\n$<};\n",
                        values.signed() ? "Integer.toString(value)" : "Integer.toUnsignedString(value)")
                .build();
    }
}
