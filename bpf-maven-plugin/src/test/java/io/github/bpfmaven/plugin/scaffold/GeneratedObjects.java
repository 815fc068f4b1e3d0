package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The generated class of a C source, compiled, beside what clang made of the source in both byte orders.
 *
 * @param generated not yet compiled
 * @param loader has the class
 */
record GeneratedObjects(Generated generated, URLClassLoader loader) implements AutoCloseable {
    private static final GeneratedClass NAME = new GeneratedClass("com.acme", "T", "t");

    /** Compiles a source that is where clang runs; Java goes to a directory of its own. */
    static GeneratedObjects of(TestClang clang, String source, Path directory) throws Exception {
        Generated generated = generate(clang, source);
        return new GeneratedObjects(
                generated, Project.in(directory).with(generated.file).compiled().loader());
    }

    static Generated generate(TestClang clang, String source) throws Exception {
        List<byte[]> files = new ArrayList<>();
        Map<BpfTarget, ElfFile> objects = new EnumMap<>(BpfTarget.class);
        Map<Variant, BpfObject> variants = new LinkedHashMap<>();
        for (BpfTarget target : BpfTarget.values()) {
            byte[] object = Files.readAllBytes(clang.object(source, target, "-w"));
            objects.put(target, ElfFile.read(object));
            files.add(object);
            variants.put(
                    Variant.forAnyArch(NAME.resourceFile(target.triple()), target.byteOrder()), BpfObject.read(object));
        }
        ScaffoldRequest request = new ScaffoldRequest(NAME, "t.c", variants, ClassOptions.DEFAULT, Map.of());
        return new Generated(
                ScaffoldGenerator.generate(request),
                ScaffoldGenerator.content(request).types(),
                files,
                objects);
    }

    /** Fails if the generated layouts are not those of the objects, by the class's own check. */
    void checkLayout() throws ReflectiveOperationException {
        // A source in which no type has a name gets no check.
        if (generated.file.text().contains("void checkLayout(")) {
            Method check = loader.loadClass(NAME.qualifiedName()).getMethod("checkLayout", byte[].class);
            for (byte[] object : generated.files) {
                check.invoke(null, (Object) object);
            }
        }
    }

    /** Fails if a variable that Java reads and writes has not the bytes that it had. */
    void checkImages(List<String> variables) throws ReflectiveOperationException {
        checkLayout();
        for (BpfTarget target : BpfTarget.values()) {
            for (String variable : variables) {
                codec(variable, target.byteOrder()).checkImage(image(variable, target), target + " " + variable);
            }
        }
    }

    /** What reads and writes values of a variable's type. */
    Codec codec(String variable, ByteOrder order) throws ReflectiveOperationException {
        String type = generated.types.roots().entrySet().stream()
                .filter(root -> root.getKey().startsWith("the variable " + variable + " in "))
                .map(root -> ((DataType.CompositeRef) root.getValue()).path().toString())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no class for " + variable));
        return new Codec(loader.loadClass(NAME.qualifiedName() + "$" + type.replace('.', '$')), order);
    }

    /** The bytes that clang gave a variable. */
    byte[] image(String variable, BpfTarget target) {
        ElfFile object = generated.objects.get(target);
        ElfSymbol symbol = object.symbols().stream()
                .filter(each -> each.name().equals(variable))
                .findFirst()
                .orElseThrow();
        ElfSection section = object.sections().get(symbol.sectionIndex());
        int start = (int) symbol.value();
        int end = start + (int) symbol.size();
        return section.type() == ElfSection.SHT_NOBITS
                ? new byte[end - start]
                : Arrays.copyOfRange(section.data(), start, end);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /**
     * What comes of a source.
     *
     * @param file the generated class
     * @param types with the Java names of all that has one in C
     * @param files what clang made
     * @param objects the same, read
     */
    record Generated(GeneratedFile file, DataTypes types, List<byte[]> files, Map<BpfTarget, ElfFile> objects) {}

    /** The generated methods that read and write, called in the middle of a buffer, where a mistaken offset shows. */
    record Codec(Class<?> type, ByteOrder order) {
        private static final int AROUND = 8;

        void checkImage(byte[] image, String where) throws ReflectiveOperationException {
            Object value = read(image);
            assertBytes(image, write(value, image.length), where);
            Object again = read(image);
            assertEquals(value, again, where);
            assertEquals(value.hashCode(), again.hashCode(), where);
            assertEquals(value.toString(), again.toString(), where);
        }

        Object read(byte[] bytes) throws ReflectiveOperationException {
            ByteBuffer buffer = buffer(bytes.length, 0xa5);
            buffer.put(AROUND, bytes);
            Object value = type.getMethod("read", ByteBuffer.class).invoke(null, buffer);
            assertEquals(0, buffer.remaining(), "bytes left unread");
            return value;
        }

        byte[] write(Object value, int size) throws ReflectiveOperationException {
            ByteBuffer buffer = buffer(size, 0xff);
            type.getMethod("write", ByteBuffer.class).invoke(value, buffer);
            assertEquals(0, buffer.remaining(), "bytes left unwritten");
            for (int i = 0; i < AROUND; i++) {
                assertEquals(-1, buffer.get(i), "a byte before the value");
                assertEquals(-1, buffer.array()[AROUND + size + i], "a byte behind the value");
            }
            return Arrays.copyOfRange(buffer.array(), AROUND, AROUND + size);
        }

        private ByteBuffer buffer(int size, int filling) {
            ByteBuffer buffer = ByteBuffer.allocate(AROUND + size + AROUND).order(order);
            Arrays.fill(buffer.array(), (byte) filling);
            return buffer.position(AROUND).limit(AROUND + size);
        }

        static void assertBytes(byte[] expected, byte[] actual, String where) {
            HexFormat hex = HexFormat.of();
            assertEquals(hex.formatHex(expected), hex.formatHex(actual), where);
        }
    }
}
