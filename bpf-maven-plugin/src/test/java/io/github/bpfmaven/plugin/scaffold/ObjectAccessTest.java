package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A generated class")
final class ObjectAccessTest {
    private static final boolean LITTLE = ByteOrder.nativeOrder().equals(LITTLE_ENDIAN);
    private static final String NATIVE_OBJECT = LITTLE ? "drop_bpfel.o" : "drop_bpfeb.o";
    private static final byte[] EXPECTED = Project.object(ByteOrder.nativeOrder(), LITTLE ? 1 : 2);

    @TempDir
    private Path directory;

    private Project project;
    private URLClassLoader loader;
    private GeneratedClassApi drop;

    @BeforeEach
    void compile() throws Exception {
        project = Project.in(directory.resolve("project"))
                .with(Requests.drop().generate())
                .withResource("com/acme/drop_bpfel.o", Project.object(LITTLE_ENDIAN, 1))
                .withResource("com/acme/drop_bpfeb.o", Project.object(BIG_ENDIAN, 2))
                .compiled();
        loader = project.loader();
        drop = new GeneratedClassApi(loader.loadClass("com.acme.DropBpf"));
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    @DisplayName("opens the object of this JVM's byte order as stream, array and buffer")
    void opensTheObject() throws Exception {
        assertEquals(NATIVE_OBJECT, drop.resourceName());
        assertArrayEquals(EXPECTED, drop.bytes());
        try (InputStream in = drop.open()) {
            assertArrayEquals(EXPECTED, in.readAllBytes());
        }
        ByteBuffer buffer = drop.buffer();
        assertTrue(buffer.isReadOnly());
        assertEquals(ByteOrder.nativeOrder(), buffer.order());
        assertEquals(EXPECTED.length, buffer.remaining());
        assertEquals(LITTLE ? 1 : 2, buffer.getInt(64));
    }

    @Test
    @DisplayName("gives every caller bytes of its own")
    void givesCopies() throws Exception {
        drop.bytes()[0] = 0;
        assertArrayEquals(EXPECTED, drop.bytes());
        assertNotSame(drop.bytes(), drop.bytes());
    }

    @Test
    @DisplayName("copies the object to a file, over one that is there, and leaves no other file")
    void copies() throws Exception {
        Path file = Files.createDirectory(directory.resolve("out")).resolve("drop.o");
        assertEquals(file, drop.copyTo(file));
        assertArrayEquals(EXPECTED, Files.readAllBytes(file));
        Files.writeString(file, "old");
        drop.copyTo(file);
        assertArrayEquals(EXPECTED, Files.readAllBytes(file));
        assertEquals(List.of(file), list(file.getParent()));
    }

    @Test
    @DisplayName("copies to a path without a directory")
    void copiesToABareName() throws Exception {
        Path file = Path.of("ObjectAccessTest." + directory.getFileName() + ".o");
        try {
            drop.copyTo(file);
            assertArrayEquals(EXPECTED, Files.readAllBytes(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    @DisplayName("says which path is missing when it should copy into a directory that is not there")
    void copiesIntoNothing() {
        Path file = directory.resolve("missing/drop.o");
        NoSuchFileException refused = assertThrows(NoSuchFileException.class, () -> drop.copyTo(file));
        assertTrue(refused.getFile().startsWith(file.toString()), refused::getMessage);
        assertTrue(Files.notExists(file.getParent()));
    }

    @Test
    @DisplayName(
            "leaves nothing half-written when a directory is in the place of the file, or a file in that of its directory")
    void copiesOntoADirectory() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        Path taken = Files.createDirectory(out.resolve("drop.o"));
        Files.createFile(taken.resolve("precious"));
        Path file = Files.createFile(out.resolve("file"));
        assertThrows(FileSystemException.class, () -> drop.copyTo(taken));
        assertThrows(FileSystemException.class, () -> drop.copyTo(file.resolve("drop.o")));
        assertEquals(List.of(taken, file), list(out));
        assertEquals(List.of(taken.resolve("precious")), list(taken));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("does not replace what is no regular file: root would lose a device")
    void refusesSpecialFiles() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", directory.resolve("fifo").toString()).start();
        assumeTrue(mkfifo.waitFor() == 0, "needs mkfifo");
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> drop.copyTo(directory.resolve("fifo")));
        assertEquals(directory.resolve("fifo") + ": is there and is no regular file", refused.getMessage());
        assertTrue(Files.exists(directory.resolve("fifo")) && !Files.isRegularFile(directory.resolve("fifo")));
    }

    @Test
    @DisplayName("names the object and likely causes when it is missing")
    void saysWhatIsMissing() throws Exception {
        Files.delete(project.classes().resolve("com/acme").resolve(NATIVE_OBJECT));
        String message = assertThrows(IllegalStateException.class, drop::bytes).getMessage();
        assertEquals(
                NATIVE_OBJECT + " is not beside com.acme.DropBpf: was the jar shaded or minimised without it, are the"
                        + " generated resources not on the class path, or is this a native image without the object's"
                        + " resource-config.json?",
                message);
        Path file = directory.resolve("drop.o");
        assertThrows(IllegalStateException.class, () -> drop.copyTo(file));
        assertTrue(Files.notExists(file));
    }

    @Test
    @DisplayName("notices that resource filtering has read the object as text")
    void noticesFiltering() throws Exception {
        byte[] filtered = new String(EXPECTED, UTF_8).getBytes(UTF_8);
        project.withResource("com/acme/" + NATIVE_OBJECT, filtered);
        String message = assertThrows(IllegalStateException.class, drop::open).getMessage();
        assertTrue(message.contains("nonFilteredFileExtensions"), message);
    }

    @Test
    @DisplayName("notices an empty object and one of the other byte order")
    void noticesOtherDamage() throws Exception {
        project.withResource("com/acme/" + NATIVE_OBJECT, new byte[0]);
        assertThrows(IllegalStateException.class, drop::bytes);
        project.withResource("com/acme/" + NATIVE_OBJECT, Project.object(LITTLE ? BIG_ENDIAN : LITTLE_ENDIAN, 0));
        assertThrows(IllegalStateException.class, drop::buffer);
    }

    @Test
    @DisplayName("works in a named module that needs java.base alone and does not open its package")
    void worksInAModule() throws Exception {
        project.withSource("module-info.java", "/** Test. */\nmodule acme.drop {\n    exports com.acme;\n}\n")
                .compiled();
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(project.classes()), ModuleFinder.of(), Set.of("acme.drop"));
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        Class<?> type = layer.findLoader("acme.drop").loadClass("com.acme.DropBpf");
        assertTrue(type.getModule().isNamed());
        assertArrayEquals(EXPECTED, new GeneratedClassApi(type).bytes());
        assertInstanceOf(InputStream.class, new GeneratedClassApi(type).open());
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
