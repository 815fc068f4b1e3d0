package io.github.bpfmaven.plugin.scaffold;

import java.util.List;
import java.util.Optional;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** The methods by which structs and unions come from bytes and go to bytes, whatever they are kept as. */
final class LayoutMethods {
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);

    private final Definition.Composite composite;
    private final ClassName self;
    private final Optional<Field> flexible;

    LayoutMethods(Definition.Composite composite, ClassName self) {
        this.composite = composite;
        this.self = self;
        this.flexible = flexible(composite);
    }

    /** The array at the end that has no length of its own. */
    static Optional<Field> flexible(Definition.Composite composite) {
        return composite.fields().stream().filter(Field::flexible).findFirst();
    }

    /** The method that writes everything at an offset. */
    static String writer(Definition.Composite composite) {
        return flexible(composite).isPresent() ? "writeAllAt" : "writeAt";
    }

    MethodSpec read() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addParameter(JavaTypes.BYTE_BUFFER, "in")
                .addJavadoc(
                        "Reads one in the buffer's byte order and moves the position behind it.\n\n"
                                + "@param in where from$L; mind that new buffers are big-endian\n@return it\n"
                                + "@throws IllegalArgumentException if there are too few bytes",
                        flexible.map(field -> ", to its limit").orElse(""));
        if (flexible.isEmpty()) {
            return method.addStatement("return readAt(in, Bytes.skip(in, BYTE_SIZE, $S))", composite.cName())
                    .build();
        }
        return method.addStatement("int at = Bytes.skip(in, $L, $S)", start(), composite.cName())
                .addStatement("int count = in.remaining() / $L", elementSize())
                .addStatement("in.position(in.limit())")
                .addStatement("return readAt(in, at, count)")
                .build();
    }

    MethodSpec write() {
        return MethodSpec.methodBuilder("write")
                .addModifiers(PUBLIC)
                .addParameter(JavaTypes.BYTE_BUFFER, "out")
                .addJavadoc("Writes it in the buffer's byte order, padding as 0, and moves the position behind it.\n\n"
                        + "@param out where to; mind that new buffers are big-endian\n"
                        + "@throws IllegalArgumentException if there is too little room")
                .addStatement("$L(out, Bytes.skip(out, $L, $S))", writer(composite), size(), composite.cName())
                .build();
    }

    List<MethodSpec> bytesMethods() {
        MethodSpec fromBytes = MethodSpec.methodBuilder("fromBytes")
                .addModifiers(PUBLIC, STATIC)
                .returns(self)
                .addParameter(BYTES, "bytes")
                .addJavadoc(
                        "Reads one in this machine's byte order, as the kernel gives it.\n\n"
                                + "@param bytes all of it$L\n@return it\n"
                                + "@throws IllegalArgumentException if there are $L bytes",
                        flexible.isPresent() ? "" : ", {@link #BYTE_SIZE} bytes",
                        flexible.isPresent() ? "too few" : "more or less")
                .addStatement(
                        "return read(Bytes.wrap(bytes, $L, $S))",
                        flexible.isPresent() ? "bytes.length" : "BYTE_SIZE",
                        composite.cName())
                .build();
        MethodSpec toBytes = MethodSpec.methodBuilder("toBytes")
                .addModifiers(PUBLIC)
                .returns(BYTES)
                .addJavadoc("Writes it in this machine's byte order, as the kernel takes it.\n\n@return all of it")
                .addStatement("byte[] bytes = new byte[$L]", size())
                .addStatement("$L(Bytes.wrap(bytes, bytes.length, $S), 0)", writer(composite), composite.cName())
                .addStatement("return bytes")
                .build();
        return flexible.isEmpty() ? List.of(fromBytes, toBytes) : List.of(fromBytes, toBytes, byteSize());
    }

    private MethodSpec byteSize() {
        return MethodSpec.methodBuilder("byteSize")
                .addModifiers(PUBLIC)
                .returns(TypeName.INT)
                .addJavadoc("{@return the size in bytes with the elements at the end}")
                .addStatement("return Math.max(BYTE_SIZE, $L + $L * $L)", start(), elementSize(), elementCount())
                .build();
    }

    private String size() {
        return flexible.isPresent() ? "byteSize()" : "BYTE_SIZE";
    }

    private long start() {
        return flexible.orElseThrow().placement().little().byteOffset();
    }

    private long elementSize() {
        return flexible.orElseThrow().type() instanceof DataType.Array array
                ? array.element().size()
                : 1;
    }

    private CodeBlock elementCount() {
        Field field = flexible.orElseThrow();
        return new ValueCode(self).length(field.type(), CodeBlock.of("$L", field.name()));
    }
}
