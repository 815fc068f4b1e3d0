package io.github.bpfmaven.plugin.scaffold;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

/** Writes the methods that hand out the object of this JVM. All of them read it through {@code bytes()}. */
final class ObjectAccess {
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);
    private static final String THROWS = """
            @throws UnsupportedOperationException if no object is for such a JVM as this
            @throws IllegalStateException if the object is missing or damaged
            @throws UncheckedIOException if the jar or directory that holds it cannot be read
            """;

    static final FixedMembers FIXED = FixedMembers.ofClass(
            "ObjectAccess", type -> type.addMethods(List.of(open(), bytes(), buffer(), copyTo(), isIntact())));

    private ObjectAccess() {}

    private static MethodSpec open() {
        return MethodSpec.methodBuilder("open")
                .addModifiers(PUBLIC, STATIC)
                .returns(InputStream.class)
                .addJavadoc("""
                        Opens the object for this JVM.

                        @return a stream over the whole object in memory; it need not be closed
                        """)
                .addJavadoc(THROWS)
                .addStatement("return new $T(bytes())", ByteArrayInputStream.class)
                .build();
    }

    private static MethodSpec bytes() {
        return MethodSpec.methodBuilder("bytes")
                .addModifiers(PUBLIC, STATIC)
                .returns(BYTES)
                .addJavadoc("""
                        Reads the object for this JVM.

                        @return the whole object; each call gives a new array, which the caller may change
                        """)
                .addJavadoc(THROWS)
                .addStatement("$T name = resourceName()", String.class)
                .beginControlFlow(
                        "try ($T in = $T.class.getResourceAsStream(name))", InputStream.class, FixedMembers.SELF)
                .beginControlFlow("if (in == null)")
                .addStatement(
                        "throw new $T(name + $S + $T.class.getName()\n+ $S\n+ $S)",
                        IllegalStateException.class,
                        " is not beside ",
                        FixedMembers.SELF,
                        ": was the jar shaded or minimised without it, are the generated resources",
                        " not on the class path, or is this a native image without the object's resource-config.json?")
                .endControlFlow()
                .addStatement("byte[] object = in.readAllBytes()")
                .beginControlFlow("if (!isIntact(object))")
                .addStatement(
                        "throw new $T(name + $S + $T.class.getName()\n+ $S\n+ $S)",
                        IllegalStateException.class,
                        " beside ",
                        FixedMembers.SELF,
                        " is no longer the BPF object that was built: most likely resource filtering took it",
                        " for text. Keep *.o out of it (nonFilteredFileExtensions of the maven-resources-plugin).")
                .endControlFlow()
                .addStatement("return object")
                .nextControlFlow("catch ($T e)", IOException.class)
                .addStatement("throw new $T($S + name, e)", UncheckedIOException.class, "Cannot read ")
                .endControlFlow()
                .build();
    }

    private static MethodSpec buffer() {
        return MethodSpec.methodBuilder("buffer")
                .addModifiers(PUBLIC, STATIC)
                .returns(ByteBuffer.class)
                .addJavadoc("""
                        Reads the object for this JVM into a buffer in the object's byte order.

                        @return a read-only buffer over the whole object, on the heap and new at each call. What
                            {@code slice()} and {@code duplicate()} make of it is big-endian again, as with any buffer.
                        """)
                .addJavadoc(THROWS)
                .addStatement(
                        "return $T.wrap(bytes()).asReadOnlyBuffer().order($T.nativeOrder())",
                        ByteBuffer.class,
                        ByteOrder.class)
                .build();
    }

    private static MethodSpec copyTo() {
        return MethodSpec.methodBuilder("copyTo")
                .addModifiers(PUBLIC, STATIC)
                .returns(Path.class)
                .addParameter(Path.class, "file")
                .addException(IOException.class)
                .addJavadoc("""
                        Writes the object for this JVM to a file, whole or not at all: it is written under another name in
                        the same directory and then renamed. A regular file that is there is replaced, as is a
                        symbolic link to one; anything else that is there is left alone.

                        @param file where to; its directory must exist
                        @return the file
                        @throws IOException if it cannot be written; what was there before is then unchanged
                        """)
                .addJavadoc(THROWS)
                .beginControlFlow("if ($1T.exists(file) && !$1T.isRegularFile(file))", Files.class)
                .addComment("Whoever loads programs is root, to whom renaming would give /dev/null away.")
                .addStatement(
                        "throw new $T(file.toString(), null, $S)",
                        FileSystemException.class,
                        "is there and is no regular file")
                .endControlFlow()
                .addStatement("byte[] object = bytes()")
                .addStatement(
                        "$T part = file.resolveSibling(file.getFileName() + $S + $T.randomUUID() + $S)",
                        Path.class,
                        ".",
                        UUID.class,
                        ".part")
                .beginControlFlow("try")
                .addStatement("$T.write(part, object, $T.CREATE_NEW)", Files.class, StandardOpenOption.class)
                .addStatement(
                        "$1T.move(part, file, $2T.ATOMIC_MOVE, $2T.REPLACE_EXISTING)",
                        Files.class,
                        StandardCopyOption.class)
                .nextControlFlow("finally")
                .addStatement("$T.deleteIfExists(part)", Files.class)
                .endControlFlow()
                .addStatement("return file")
                .build();
    }

    private static MethodSpec isIntact() {
        return MethodSpec.methodBuilder("isIntact")
                .addModifiers(PRIVATE, STATIC)
                .returns(boolean.class)
                .addParameter(BYTES, "object")
                .addJavadoc("""
                        Tells whether the object can be the one that was built.

                        @param object what was read
                        @return whether it is for BPF and in this JVM's byte order
                        """)
                .addComment("247 is ELF's number for BPF. As a byte it is never part of UTF-8, so whatever takes the")
                .addComment("object for text destroys it; read in the wrong byte order it is another number.")
                .addStatement("$1T elf = $1T.wrap(object)", ByteBuffer.class)
                .addStatement(
                        "return object.length >= 64\n&& elf.getInt(0) == 0x7f454c46\n&& elf.order($T.nativeOrder()).getShort(18) == 247",
                        ByteOrder.class)
                .build();
    }
}
