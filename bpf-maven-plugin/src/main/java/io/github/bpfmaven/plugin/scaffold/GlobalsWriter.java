package io.github.bpfmaven.plugin.scaffold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the nested class of global variables: an object, and a view of each of its sections. */
final class GlobalsWriter {
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);

    private final List<Definition.Composite> sections;
    private final ClassName globals;
    private final ValueCode values;

    /** @param sections as structs with a member for each variable */
    GlobalsWriter(List<Definition.Composite> sections, ClassName self) {
        this.sections = sections;
        this.globals = self.nestedClass(ObjectTypes.GLOBALS);
        this.values = new ValueCode(self);
    }

    /** Nothing for an object without variables. */
    Optional<TypeSpec> write() {
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(globals)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addAnnotation(ScaffoldGenerator.MARK)
                .addJavadoc(
                        "The global variables of an object, to be read and set before it is loaded: a loader gives the"
                                + " kernel what {@link #object()} has.\n\n"
                                + "<p>The compiler takes a constant's value for granted unless it is {@code volatile} in C.")
                .addField(FieldSpec.builder(BYTES, "object", PRIVATE, FINAL)
                        .addJavadoc("The object; the sections are views of it.")
                        .build())
                .addMethod(constructor())
                .addMethod(read())
                .addMethod(of())
                .addMethod(object());
        for (Definition.Composite section : sections) {
            String name = accessor(section);
            type.addField(FieldSpec.builder(values.className(section.path()), name, PRIVATE, FINAL)
                    .addJavadoc("As {@link #$L()} says.", name)
                    .build());
            type.addMethod(MethodSpec.methodBuilder(name)
                    .addModifiers(PUBLIC)
                    .returns(values.className(section.path()))
                    .addJavadoc("{@return the variables in $L}", javadocCode(section.cName()))
                    .addStatement("return $L", name)
                    .build());
            type.addType(section(section));
        }
        return Optional.of(type.build());
    }

    private static String accessor(Definition.Composite section) {
        String name = section.path().simpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private MethodSpec constructor() {
        MethodSpec.Builder method = MethodSpec.constructorBuilder()
                .addModifiers(PRIVATE)
                .addParameter(BYTES, "object")
                .addJavadoc("Finds the sections.\n\n@param object an object that nobody else changes")
                .addStatement("this.object = object")
                .addStatement("$T elf = Elf.wrap(object)", JavaTypes.BYTE_BUFFER);
        sections.forEach(section -> method.addStatement(
                "$L = $L.over(Elf.section(elf, $S))",
                accessor(section),
                values.expression(section.path()),
                section.cName()));
        return method.build();
    }

    private MethodSpec read() {
        return MethodSpec.methodBuilder("read")
                .addModifiers(PUBLIC, STATIC)
                .returns(globals)
                .addJavadoc(
                        "Takes the object for this JVM, with the values that C gives the variables.\n\n"
                                + "@return its variables\n"
                                + "@throws UnsupportedOperationException if no object is for such a JVM as this\n"
                                + "@throws IllegalStateException if the object is missing or damaged\n"
                                + "@throws $T if the jar or directory that holds it cannot be read",
                        java.io.UncheckedIOException.class)
                .addStatement("return new $T(bytes())", globals)
                .build();
    }

    private MethodSpec of() {
        return MethodSpec.methodBuilder("of")
                .addModifiers(PUBLIC, STATIC)
                .returns(globals)
                .addParameter(BYTES, "object")
                .addJavadoc("Takes any object of the same source, in its own byte order.\n\n"
                        + "@param object the object; it is copied\n@return its variables\n"
                        + "@throws IllegalArgumentException if it is none, or has other sections")
                .addStatement("return new $T(object.clone())", globals)
                .build();
    }

    private MethodSpec object() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("object")
                .addModifiers(PUBLIC)
                .returns(BYTES)
                .addJavadoc("Makes an object of the variables as they are now; no kernel is needed for that.\n\n"
                        + "@return a whole object, ready to be loaded\n");
        for (Definition.Composite section : sections) {
            if (hasNoBytes(section)) {
                method.addJavadoc(
                        "@throws IllegalStateException if a variable in $L is not 0, which an object cannot say\n",
                        javadocCode(section.cName()));
                method.beginControlFlow(
                                "if (!$L.buffer().equals($T.allocate($L.BYTE_SIZE)))",
                                accessor(section),
                                JavaTypes.BYTE_BUFFER,
                                values.expression(section.path()))
                        .addStatement(
                                "throw new $T($S\n+ $S)",
                                JavaTypes.ILLEGAL_STATE_EXCEPTION,
                                section.cName()
                                        + " takes no room in an object and starts as 0: give the variable a value in C,",
                                " so that it is in .data, or set it in the map that a loader makes of the section")
                        .endControlFlow();
            }
        }
        return method.addStatement("return object.clone()").build();
    }

    private static boolean hasNoBytes(Definition.Composite section) {
        return section.cName().equals(".bss") || section.cName().startsWith(".bss.");
    }

    private TypeSpec section(Definition.Composite section) {
        ClassName self = values.className(section.path());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addJavadoc(
                        "The variables in $L, $L bytes: the value of the map that a loader makes of the section.",
                        javadocCode(section.cName()),
                        section.size())
                .addFields(LayoutConstants.of(section))
                .addField(FieldSpec.builder(JavaTypes.BYTE_BUFFER, "bytes", PRIVATE, FINAL)
                        .addJavadoc("All of it.")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addParameter(JavaTypes.BYTE_BUFFER, "bytes")
                        .addJavadoc("Takes a view.\n\n@param bytes all of it, from 0 on")
                        .addStatement("this.bytes = bytes")
                        .build())
                .addMethod(over(section, self))
                .addMethod(buffer());
        HelperMethods helpers =
                new HelperMethods(section.fields().stream().map(Field::name).toList());
        section.fields().forEach(field -> addMethods(field, helpers, type));
        return type.build();
    }

    private static MethodSpec over(Definition.Composite section, ClassName self) {
        return MethodSpec.methodBuilder("over")
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_BUFFER, "bytes")
                .addJavadoc("Takes a view, such as of the value of the section's map, or of its memory.\n\n"
                        + "@param bytes a buffer with that many bytes from its position on; what is set here is set there. Mind"
                        + " that new buffers are big-endian\n@return the variables\n"
                        + "@throws IllegalArgumentException if there are more or less")
                .beginControlFlow("if (bytes.remaining() != BYTE_SIZE)")
                .addStatement(
                        "throw new $T($S + BYTE_SIZE + $S + bytes.remaining())",
                        JavaTypes.ILLEGAL_ARGUMENT_EXCEPTION,
                        section.cName() + " has ",
                        " bytes, not ")
                .endControlFlow()
                .addStatement("return new $T(bytes.slice().order(bytes.order()))", self)
                .build();
    }

    private static MethodSpec buffer() {
        return MethodSpec.methodBuilder("buffer")
                .addModifiers(PUBLIC)
                .returns(JavaTypes.BYTE_BUFFER)
                .addJavadoc("{@return the bytes themselves, in their order, not a copy}")
                .addStatement("return bytes.duplicate().order(bytes.order())")
                .build();
    }

    private void addMethods(Field field, HelperMethods helpers, TypeSpec.Builder type) {
        FieldCode code = FieldCode.atStart(field, values, "bytes", "bytes");
        type.addMethod(MethodSpec.methodBuilder(field.name())
                .addModifiers(PUBLIC)
                .returns(code.type())
                .addJavadoc("{@return $L, $L}", javadocCode(field.declaration()), code.place())
                .addStatement("return $L", code.read())
                .build());
        helpers.add(field, code, CodeBlock.of("$L()", field.name()), type);
        String set = "set" + HelperMethods.capital(field);
        type.addMethod(MethodSpec.methodBuilder(set)
                .addModifiers(PUBLIC)
                .addParameter(code.type(), "value")
                .addJavadoc(
                        "Sets $L.\n\n@param value what it is to be\n"
                                + "@throws IllegalArgumentException if the value does not fit",
                        javadocCode(field.cName()))
                .addStatement(code.write(code.checked(CodeBlock.of("value"))))
                .build());
        if (HelperMethods.isText(field)) {
            type.addMethod(MethodSpec.methodBuilder(set)
                    .addModifiers(PUBLIC)
                    .addParameter(JavaTypes.STRING, "text")
                    .addJavadoc(
                            "Sets $L.\n\n@param text what it is to be, at most $L bytes in UTF-8; the others become 0\n"
                                    + "@throws IllegalArgumentException if the text is longer",
                            javadocCode(field.cName()),
                            field.type().size())
                    .addStatement("$L($L)", set, HelperMethods.ofText(field))
                    .build());
        }
    }
}
