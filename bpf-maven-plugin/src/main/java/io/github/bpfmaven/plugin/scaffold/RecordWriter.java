package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the record of a struct: a component for each member. */
final class RecordWriter {
    private final Definition.Composite composite;
    private final DataTypes types;
    private final ValueCode values;
    private final ClassName self;
    private final HelperMethods helpers;

    RecordWriter(Definition.Composite composite, DataTypes types, ValueCode values) {
        this.composite = composite;
        this.types = types;
        this.values = values;
        this.self = values.className(composite.path());
        Set<String> taken = new HashSet<>();
        composite.fields().forEach(field -> {
            taken.add(field.name());
            field.aliases().forEach(alias -> taken.add(alias.name()));
        });
        this.helpers = new HelperMethods(taken);
    }

    TypeSpec.Builder write() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(self).addModifiers(PUBLIC);
        type.addJavadoc("$L, $L bytes$L.\n", javadocCode(composite.cName()), composite.size(), flexibleNote());
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (Field field : composite.fields()) {
            type.addJavadoc(
                    "\n@param $L $L, $L",
                    field.name(),
                    javadocCode(field.declaration()),
                    code(field).place());
            components.addParameter(
                    ParameterSpec.builder(code(field).type(), field.name()).build());
        }
        type.recordConstructor(components.build());
        type.addFields(LayoutConstants.of(composite));
        compactConstructor().ifPresent(type::addMethod);
        LayoutMethods layout = new LayoutMethods(composite, self);
        type.addMethods(layout.bytesMethods());
        type.addMethod(layout.read()).addMethod(layout.write());
        type.addMethod(readAt()).addMethod(writeAt());
        flexible().ifPresent(field -> type.addMethod(readAtWithoutElements()).addMethod(writeAtWithoutElements(field)));
        for (Field field : composite.fields()) {
            addAccessors(field, type);
        }
        addObjectMethods(type);
        return type;
    }

    private String flexibleNote() {
        return flexible().isPresent() ? " and what follows" : "";
    }

    private Optional<Field> flexible() {
        return LayoutMethods.flexible(composite);
    }

    private FieldCode code(Field field) {
        return new FieldCode(field, values);
    }

    private Optional<MethodSpec> compactConstructor() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
                .addModifiers(PUBLIC)
                .addJavadoc("Checks values, and copies arrays and lists.\n\n");
        boolean any = false;
        // Of a compact constructor, too, javadoc's check wants the parameters.
        composite
                .fields()
                .forEach(field ->
                        constructor.addJavadoc("@param $L $L\n", field.name(), javadocCode(field.declaration())));
        constructor.addJavadoc("@throws IllegalArgumentException if a value does not fit into its member\n");
        for (Field field : composite.fields()) {
            CodeBlock parameter = CodeBlock.of("$L", field.name());
            CodeBlock checked = code(field).checked(parameter);
            if (!checked.equals(parameter)) {
                any = true;
                boolean assigns = !checked.toString().startsWith("java.util.Objects.requireNonNull(")
                        && !checked.toString().startsWith("Bytes.check");
                constructor.addStatement(assigns ? CodeBlock.of("$L = $L", field.name(), checked) : checked);
            }
        }
        return any ? Optional.of(constructor.build()) : Optional.empty();
    }

    private MethodSpec readAt() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("readAt")
                .addModifiers(PRIVATE, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_BUFFER, "in")
                .addParameter(int.class, "at");
        method.addJavadoc(
                "Reads one and leaves the position alone.\n\n@param in where from\n@param at its first byte\n");
        flexible()
                .ifPresent(field -> method.addParameter(int.class, "count")
                        .addJavadoc("@param count how many elements $L has\n", field.name()));
        method.addJavadoc("@return it");
        List<CodeBlock> arguments = new ArrayList<>();
        for (Field field : composite.fields()) {
            arguments.add(
                    field.flexible()
                            ? code(field).readElements(CodeBlock.of("count"))
                            : code(field).read());
        }
        return method.addStatement(
                        arguments.size() <= 2 ? "return new $T($L)" : "return new $T(\n$L)",
                        self,
                        CodeBlock.join(arguments, arguments.size() <= 2 ? ", " : ",\n"))
                .build();
    }

    private MethodSpec readAtWithoutElements() {
        return MethodSpec.methodBuilder("readAt")
                .addModifiers(PRIVATE, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_BUFFER, "in")
                .addParameter(int.class, "at")
                .addJavadoc("Reads one within another type, where nothing follows it.\n\n"
                        + "@param in where from\n@param at its first byte\n@return it")
                .addStatement("return readAt(in, at, 0)")
                .build();
    }

    private MethodSpec writeAtWithoutElements(Field field) {
        return MethodSpec.methodBuilder("writeAt")
                .addModifiers(PRIVATE)
                .addParameter(JavaTypes.BYTE_BUFFER, "out")
                .addParameter(int.class, "at")
                .addJavadoc("Writes it within another type, where nothing can follow it.\n\n"
                        + "@param out where to\n@param at its first byte")
                .beginControlFlow(
                        "if ($L != 0)", values.length(field.type(), code(field).component()))
                .addStatement(
                        "throw new $T($S)",
                        JavaTypes.ILLEGAL_ARGUMENT_EXCEPTION,
                        composite.cName() + " within another type has no room for " + field.cName())
                .endControlFlow()
                .addStatement("writeAllAt(out, at)")
                .build();
    }

    private MethodSpec writeAt() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(LayoutMethods.writer(composite))
                .addModifiers(PRIVATE)
                .addParameter(JavaTypes.BYTE_BUFFER, "out")
                .addParameter(int.class, "at")
                .addJavadoc("Writes it, padding as 0, and leaves the position alone.\n\n"
                        + "@param out where to\n@param at its first byte");
        if (hasPadding()) {
            method.addStatement("Bytes.clear(out, at, BYTE_SIZE)");
        }
        for (Field field : composite.fields()) {
            FieldCode code = code(field);
            method.addStatement(code.write(code.component()));
        }
        return method.build();
    }

    private boolean hasPadding() {
        long covered = 0;
        for (Field field : composite.fields()) {
            if (code(field).isBitField()) {
                return true;
            }
            covered += field.type().size();
        }
        return covered != composite.size();
    }

    private void addAccessors(Field field, TypeSpec.Builder type) {
        FieldCode code = code(field);
        if (values.isArray(field.type())) {
            boolean plain = !values.isArrayOfArrays(field.type());
            CodeBlock copy =
                    plain ? CodeBlock.of("$L.clone()", field.name()) : code.checked(CodeBlock.of("$L", field.name()));
            type.addMethod(accessor(field.name(), code.type(), "{@return a copy of $L}", field)
                    .addAnnotation(JavaTypes.OVERRIDE)
                    .addStatement("return $L", copy)
                    .build());
        }
        helpers.add(field, code, CodeBlock.of("$L", field.name()), type);
        if (HelperMethods.isText(field) && !field.flexible()) {
            type.addMethod(ofText(field));
        }
        field.aliases().forEach(alias -> alias(field, alias).ifPresent(type::addMethod));
    }

    private static MethodSpec ofText(Field field) {
        return MethodSpec.methodBuilder(field.name())
                .addModifiers(PUBLIC, STATIC)
                .returns(ArrayTypeName.of(TypeName.BYTE))
                .addParameter(JavaTypes.STRING, "text")
                .addJavadoc(
                        "Makes a value for $L from a text.\n\n@param text at most $L bytes in UTF-8\n"
                                + "@return the bytes, the last ones 0\n"
                                + "@throws IllegalArgumentException if the text is longer",
                        javadocCode(field.cName()),
                        field.type().size())
                .addStatement("return $L", HelperMethods.ofText(field))
                .build();
    }

    /** Nothing for a member that has no bytes. */
    private Optional<MethodSpec> alias(Field union, Field.Alias alias) {
        return types.composite((DataType.CompositeRef) union.type()).fields().stream()
                .filter(member -> member.cName().equals(alias.cName()))
                .findFirst()
                .map(member -> accessor(alias.name(), code(member).type(), "{@return $L of the union}", member)
                        .addStatement("return $L.$L()", union.name(), member.name())
                        .build());
    }

    private static MethodSpec.Builder accessor(String name, TypeName type, String javadoc, Field field) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(PUBLIC)
                .returns(type)
                .addJavadoc(javadoc, javadocCode(field.cName()));
    }

    private void addObjectMethods(TypeSpec.Builder type) {
        List<Field> fields = composite.fields();
        if (fields.stream().anyMatch(field -> values.isArray(field.type()))) {
            List<CodeBlock> equal = new ArrayList<>(List.of(CodeBlock.of("object instanceof $T other", self)));
            List<CodeBlock> hashed = new ArrayList<>();
            fields.forEach(field -> {
                equal.add(code(field).isEqual(CodeBlock.of("other")));
                hashed.add(code(field).hashed());
            });
            type.addMethod(MethodSpec.methodBuilder("equals")
                    .addAnnotation(JavaTypes.OVERRIDE)
                    .addModifiers(PUBLIC)
                    .returns(boolean.class)
                    .addParameter(JavaTypes.OBJECT, "object")
                    .addStatement("return $L", CodeBlock.join(equal, "\n&& "))
                    .build());
            type.addMethod(MethodSpec.methodBuilder("hashCode")
                    .addAnnotation(JavaTypes.OVERRIDE)
                    .addModifiers(PUBLIC)
                    .returns(TypeName.INT)
                    .addStatement(
                            hashed.size() <= 5 ? "return $T.hash($L)" : "return $T.hash(\n$L)",
                            JavaTypes.OBJECTS,
                            CodeBlock.join(hashed, hashed.size() <= 5 ? ", " : ",\n"))
                    .build());
        }
        if (fields.stream().anyMatch(field -> code(field).needsText())) {
            type.addMethod(text(fields));
        }
    }

    private MethodSpec text(List<Field> fields) {
        List<CodeBlock> parts = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            parts.add(CodeBlock.of(
                    "$S + $L",
                    (i == 0 ? self.simpleName() + "[" : ", ") + fields.get(i).name() + "=",
                    code(fields.get(i)).text()));
        }
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(JavaTypes.OVERRIDE)
                .addModifiers(PUBLIC)
                .returns(JavaTypes.STRING)
                .addStatement("return $L + ']'", CodeBlock.join(parts, "\n+ "))
                .build();
    }
}
