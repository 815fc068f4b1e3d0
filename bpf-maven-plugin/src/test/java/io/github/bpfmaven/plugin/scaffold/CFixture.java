package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A C source, what clang makes of it for both byte orders, and the Java class that is generated from both objects. What is
 * expected of Java are the bytes that clang gives the source's initialised variables.
 */
final class CFixture {
    private static final Path SOURCES = Path.of("src/test/bpf/types");
    private static final String USER = """
            package com.acme;

            import java.math.BigInteger;
            import java.nio.ByteBuffer;
            import java.nio.ByteOrder;
            import java.util.Arrays;
            import java.util.List;
            import java.util.Optional;
            import java.util.stream.IntStream;

            import com.acme.%1$s.*;

            import static com.acme.CValues.*;

            public final class User {
                public static void run(CValues c) {
            %2$s
                }

            %3$s
            }
            """;

    private final Path directory;
    private final TestClang clang;
    private final String source;
    private final Map<BpfTarget, byte[]> objects = new LinkedHashMap<>();
    private final GeneratedFile generated;

    private CFixture(Path directory, String source, ClassOptions options) throws Exception {
        this.directory = directory;
        this.clang = new TestClang(directory);
        this.source = clang.add(SOURCES.resolve(source));
        Map<Variant, BpfObject> variants = new HashMap<>();
        for (BpfTarget target : BpfTarget.values()) {
            byte[] object = Files.readAllBytes(clang.object(this.source, target));
            objects.put(target, object);
            variants.put(
                    Variant.forAnyArch(name().resourceFile(target.triple()), target.byteOrder()),
                    BpfObject.read(object));
        }
        this.generated = ScaffoldGenerator.generate(new ScaffoldRequest(name(), source, variants, options, Map.of()));
    }

    /** A source of this module's, with the types of its maps and variables. */
    static CFixture of(Path directory, String source) throws Exception {
        return new CFixture(directory, source, ClassOptions.DEFAULT);
    }

    /** The same with what loads the object. */
    static CFixture withLoader(Path directory, String source) throws Exception {
        return new CFixture(directory, source, new ClassOptions(TypeSelection.DEFAULT, true));
    }

    /** The same with a prefix before the names of types. */
    static CFixture withPrefix(Path directory, String source, String prefix) throws Exception {
        return new CFixture(directory, source, new ClassOptions(new TypeSelection(true, List.of(), prefix), false));
    }

    /** The Java file of the source. */
    GeneratedFile generated() {
        return generated;
    }

    /** The object in one byte order. */
    byte[] object(BpfTarget target) {
        return objects.get(target).clone();
    }

    /** The object in one byte order, as other flags of clang's make it. */
    byte[] object(BpfTarget target, String... flags) throws Exception {
        return Files.readAllBytes(clang.object(source, target, flags));
    }

    /** The object for this machine, as a file. */
    Path objectFile() throws IOException {
        return Files.write(directory.resolve("host.o"), object(BpfTarget.host()));
    }

    /** Runs a user's Java once for each byte order; {@code c} is what it knows of the C variables. */
    void run(String statements) throws Exception {
        run(statements, "");
    }

    /** The same with methods beside it. */
    void run(String statements, String methods) throws Exception {
        runAsking(
                (what, bytes) -> {
                    throw new IllegalStateException("no answer to " + what);
                },
                statements,
                methods);
    }

    /** The same with something that the test answers. */
    void runAsking(BiFunction<String, byte[][], byte[]> test, String statements, String methods) throws Exception {
        run(statements, methods, List.of(BpfTarget.values()), test);
    }

    /** The same for this machine's byte order alone, with maps in the kernel that give back what is put there. */
    void runBeside(KernelMaps maps, String statements, String methods) throws Exception {
        run(statements, methods, List.of(BpfTarget.host()), maps);
    }

    private void run(
            String statements, String methods, List<BpfTarget> targets, BiFunction<String, byte[][], byte[]> test)
            throws Exception {
        Project project = Project.in(directory)
                .with(generated)
                .withSource("com/acme/CValues.java", Files.readString(Path.of("src/test/java/com/acme/CValues.java")))
                .withSource(
                        "com/acme/User.java",
                        USER.formatted(name().className(), statements.indent(8), methods.indent(4)));
        for (Map.Entry<BpfTarget, byte[]> object : objects.entrySet()) {
            project.withResource(
                    "com/acme/" + name().resourceFile(object.getKey().triple()), object.getValue());
        }
        try (URLClassLoader loader = project.compiled().loader()) {
            Class<?> values = loader.loadClass("com.acme.CValues");
            for (BpfTarget target : targets) {
                Object c = values.getConstructor(ByteOrder.class, Map.class, byte[].class, BiFunction.class)
                        .newInstance(target.byteOrder(), variables(target), object(target), test);
                loader.loadClass("com.acme.User").getMethod("run", values).invoke(null, c);
            }
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof Error unexpected) {
                throw unexpected;
            }
            throw failure;
        }
    }

    /** Has clang confirm every size and offset that the Java class states, in both byte orders, and refuse the contrary. */
    void assertLayouts() throws Exception {
        for (BpfTarget target : BpfTarget.values()) {
            List<String> statements = new StatedLayouts(generated.text(), target).assertions();
            assertFalse(statements.isEmpty());
            check(statements, target);
            List<String> contrary = statements.stream()
                    .map(statement -> statement.replace(" == ", " != "))
                    .toList();
            String refused = assertThrows(IllegalStateException.class, () -> check(contrary, target))
                    .getMessage();
            assertEquals(statements.size(), refused.split("error: static assertion failed", -1).length - 1, refused);
        }
    }

    private void check(List<String> statements, BpfTarget target) throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("asserted.c"),
                "#include \"" + source + "\"\n" + String.join("\n", statements) + "\n");
        clang.check("asserted.c", target);
    }

    private GeneratedClass name() {
        return JavaNames.forSource("com.acme", Path.of(source));
    }

    /** The bytes of all variables in sections of data, as clang has put them there. */
    private Map<String, byte[]> variables(BpfTarget target) throws Exception {
        ElfFile elf = ElfFile.read(object(target));
        Map<String, byte[]> variables = new HashMap<>();
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.sectionIndex() > 0
                    && symbol.sectionIndex() < elf.sections().size()) {
                ElfSection section = elf.sections().get(symbol.sectionIndex());
                if (section.name().startsWith(".data") || section.name().startsWith(".rodata")) {
                    byte[] value = new byte[(int) symbol.size()];
                    System.arraycopy(section.data(), (int) symbol.value(), value, 0, value.length);
                    variables.put(symbol.name(), value);
                }
            }
        }
        return variables;
    }
}
