package io.github.bpfmaven.plugin.scaffold;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;

import static io.github.bpfmaven.plugin.scaffold.SourceText.javadocCode;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the class of a union, or of a struct with more members than a record can have: bytes, and views of them. */
final class BytesClassWriter {
    private final Definition.Composite composite;
    private final ValueCode values;
    private final ClassName self;
    private final HelperMethods helpers;

    BytesClassWriter(Definition.Composite composite, ValueCode values) {
        this.composite = composite;
        this.values = values;
        this.self = values.className(composite.path());
        this.helpers =
                new HelperMethods(composite.fields().stream().map(Field::name).toList());
    }

    TypeSpec.Builder write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(PUBLIC, STATIC, FINAL)
                .addJavadoc(
                        "$L, $L bytes. Its members are views of them; an object never changes.",
                        javadocCode(composite.cName()),
                        composite.size())
                .addFields(LayoutConstants.of(composite))
                .addField(com.palantir.javapoet.FieldSpec.builder(JavaTypes.BYTE_BUFFER, "bytes", PRIVATE, FINAL)
                        .addJavadoc("All of it, in the byte order that it was made in.")
                        .build())
                .addMethod(constructor())
                .addMethod(zero())
                .addMethod(zeroInOrder());
        LayoutMethods layout = new LayoutMethods(composite, self);
        type.addMethods(layout.bytesMethods());
        type.addMethod(layout.read()).addMethod(layout.write());
        type.addMethod(readAt()).addMethod(writeAt()).addMethod(copy()).addMethod(order());
        composite.fields().forEach(field -> addMethods(field, type));
        addObjectMethods(type);
        return type;
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(PRIVATE)
                .addParameter(JavaTypes.BYTE_BUFFER, "bytes")
                .addJavadoc("Keeps bytes.\n\n@param bytes all of it; nobody else's")
                .addStatement("this.bytes = bytes")
                .build();
    }

    private MethodSpec zero() {
        return MethodSpec.methodBuilder("zero")
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addJavadoc("{@return one of zeros, in this machine's byte order}")
                .addStatement("return zero($T.nativeOrder())", JavaTypes.BYTE_ORDER)
                .build();
    }

    private MethodSpec zeroInOrder() {
        return MethodSpec.methodBuilder("zero")
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_ORDER, "order")
                .addJavadoc(
                        "Makes one of zeros.\n\n@param order the byte order of what will be put into it\n@return it")
                .addStatement("return new $T($T.allocate(BYTE_SIZE).order(order))", self, JavaTypes.BYTE_BUFFER)
                .build();
    }

    private MethodSpec readAt() {
        return MethodSpec.methodBuilder("readAt")
                .addModifiers(PRIVATE, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_BUFFER, "in")
                .addParameter(int.class, "at")
                .addJavadoc(
                        "Reads one and leaves the position alone.\n\n@param in where from\n@param at its first byte\n"
                                + "@return it")
                .addStatement(
                        "return new $T($T.wrap(Bytes.getBytes(in, at, BYTE_SIZE)).order(in.order()))",
                        self,
                        JavaTypes.BYTE_BUFFER)
                .build();
    }

    private MethodSpec writeAt() {
        return MethodSpec.methodBuilder("writeAt")
                .addModifiers(PRIVATE)
                .addParameter(JavaTypes.BYTE_BUFFER, "out")
                .addParameter(int.class, "at")
                .addJavadoc("Writes it and leaves the position alone.\n\n@param out where to\n@param at its first byte")
                .beginControlFlow("if (out.order() != bytes.order())")
                .addStatement(
                        "throw new $T($S + bytes.order() + $S + out.order())",
                        JavaTypes.ILLEGAL_ARGUMENT_EXCEPTION,
                        composite.cName() + " was made in byte order ",
                        ": which of its members would have to be turned round for a buffer in ")
                .endControlFlow()
                .addStatement("Bytes.putBytes(out, at, bytes.array())")
                .build();
    }

    private static MethodSpec copy() {
        return MethodSpec.methodBuilder("copy")
                .addModifiers(PRIVATE)
                .returns(JavaTypes.BYTE_BUFFER)
                .addJavadoc("{@return a copy of the bytes, in the same order}")
                .addStatement("return $T.wrap(bytes.array().clone()).order(bytes.order())", JavaTypes.BYTE_BUFFER)
                .build();
    }

    private static MethodSpec order() {
        return MethodSpec.methodBuilder("order")
                .addModifiers(PUBLIC)
                .returns(JavaTypes.BYTE_ORDER)
                .addJavadoc("{@return the byte order that it was made in, the only one that it can be written in}")
                .addStatement("return bytes.order()")
                .build();
    }

    private void addMethods(Field field, TypeSpec.Builder type) {
        FieldCode code = FieldCode.atStart(field, values, "bytes", "out");
        String capital = capital(field);
        type.addMethod(MethodSpec.methodBuilder(field.name())
                .addModifiers(PUBLIC)
                .returns(code.type())
                .addJavadoc("{@return $L, $L}", javadocCode(field.declaration()), code.place())
                .addStatement("return $L", code.read())
                .build());
        helpers.add(field, code, CodeBlock.of("this.$L()", field.name()), type);
        if (HelperMethods.isText(field)) {
            type.addMethod(withText(field));
        }
        type.addMethod(MethodSpec.methodBuilder("with" + capital)
                .addModifiers(PUBLIC)
                .returns(self)
                .addParameter(code.type(), "value")
                .addJavadoc(
                        "Changes $L.\n\n@param value what it is to be\n@return the same with that value\n"
                                + "@throws IllegalArgumentException if the value does not fit",
                        javadocCode(field.cName()))
                .addStatement("$T out = copy()", JavaTypes.BYTE_BUFFER)
                .addStatement(code.write(code.checked(CodeBlock.of("value"))))
                .addStatement("return new $T(out)", self)
                .build());
        type.addMethod(MethodSpec.methodBuilder("of" + capital)
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addParameter(code.type(), "value")
                .addJavadoc(
                        "Makes one, in this machine's byte order, of which all but $L is 0.\n\n"
                                + "@param value what that is to be\n@return it\n"
                                + "@throws IllegalArgumentException if the value does not fit",
                        javadocCode(field.cName()))
                .addStatement("return zero().with$L(value)", capital)
                .build());
    }

    private MethodSpec withText(Field field) {
        String with = "with" + capital(field);
        return MethodSpec.methodBuilder(with)
                .addModifiers(PUBLIC)
                .returns(self)
                .addParameter(JavaTypes.STRING, "text")
                .addJavadoc(
                        "Changes $L.\n\n@param text what it is to be, at most $L bytes in UTF-8; the others become 0\n"
                                + "@return the same with that text\n"
                                + "@throws IllegalArgumentException if the text is longer",
                        javadocCode(field.cName()),
                        field.type().size())
                .addStatement("return $L($L)", with, HelperMethods.ofText(field))
                .build();
    }

    /** How a member is called in {@code withMember}: with a capital, or {@code $} where that would be said of two. */
    private String capital(Field field) {
        String capital = HelperMethods.capital(field);
        boolean alone = composite.fields().stream()
                        .filter(other -> HelperMethods.capital(other).equals(capital))
                        .count()
                == 1;
        return alone ? capital : "$" + field.name();
    }

    private void addObjectMethods(TypeSpec.Builder type) {
        type.addMethod(MethodSpec.methodBuilder("equals")
                        .addAnnotation(JavaTypes.OVERRIDE)
                        .addModifiers(PUBLIC)
                        .returns(boolean.class)
                        .addParameter(JavaTypes.OBJECT, "object")
                        .addStatement(
                                "return object instanceof $T other\n&& bytes.order() == other.bytes.order()\n"
                                        + "&& bytes.equals(other.bytes)",
                                self)
                        .build())
                .addMethod(MethodSpec.methodBuilder("hashCode")
                        .addAnnotation(JavaTypes.OVERRIDE)
                        .addModifiers(PUBLIC)
                        .returns(int.class)
                        .addStatement("return bytes.hashCode()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addAnnotation(JavaTypes.OVERRIDE)
                        .addModifiers(PUBLIC)
                        .returns(JavaTypes.STRING)
                        .addStatement("return $S + Bytes.hex(bytes.array()) + ']'", self.simpleName() + "[")
                        .build());
    }
}
