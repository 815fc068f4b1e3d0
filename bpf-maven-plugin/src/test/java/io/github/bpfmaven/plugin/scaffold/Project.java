package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A user's project in a directory: generated sources, objects that are beside them, and what javac makes of both.
 *
 * @param sources root of the Java files
 * @param classes root of the classes and resources
 */
record Project(Path sources, Path classes) {
    static Project in(Path directory) throws IOException {
        return new Project(
                Files.createDirectories(directory.resolve("sources")),
                Files.createDirectories(directory.resolve("classes")));
    }

    Project with(GeneratedFile file) throws IOException {
        return withSource(file.path(), file.text());
    }

    Project withSource(String path, String text) throws IOException {
        Path target = sources.resolve(path);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        return this;
    }

    Project withResource(String path, byte[] content) throws IOException {
        Path target = classes.resolve(path);
        Files.createDirectories(target.getParent());
        Files.write(target, content);
        return this;
    }

    /** Compiles as a strict user would, and as one whose sources are in the poorest of encodings. */
    Project compiled() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "--release",
                "17",
                "-encoding",
                "US-ASCII",
                "-d",
                classes.toString());
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(javaFiles()))
                    .call();
            assertTrue(compiled, messages::toString);
        }
        assertEquals("", messages.toString());
        return this;
    }

    List<Path> javaFiles() throws IOException {
        try (var files = Files.walk(sources)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }

    /** A loader that sees this project and the JDK, nothing of the tests. */
    URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    /** Whether this JVM's file names can hold them: in the C locale they cannot. */
    static boolean pathsTakeUmlauts() {
        return Charset.forName(System.getProperty("sun.jnu.encoding"))
                .newEncoder()
                .canEncode("größeÜ");
    }

    /** The first bytes of a BPF object, with a mark behind them by which a test knows it again. */
    static byte[] object(ByteOrder order, int mark) {
        return ByteBuffer.allocate(68)
                .putInt(0x7f454c46)
                .put((byte) 2)
                .put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2))
                .put((byte) 1)
                .order(order)
                .putShort(16, (short) 1)
                .putShort(18, (short) 247)
                .putInt(20, 1)
                .putShort(52, (short) 64)
                .putInt(64, mark)
                .array();
    }
}
