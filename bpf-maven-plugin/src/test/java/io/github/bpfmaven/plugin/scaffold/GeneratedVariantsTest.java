package io.github.bpfmaven.plugin.scaffold;

import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestClang;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("One generated class for several architectures")
final class GeneratedVariantsTest {
    private static final GeneratedClass NAME = new GeneratedClass("com.acme", "VariantsBpf", "variants");
    private static final String USER = """
            package com.acme;

            import com.acme.VariantsBpf.*;

            public final class User {
                public static String programs() {
                    StringBuilder text = new StringBuilder();
                    for (Program program : Program.values()) {
                        text.append("%s %s %s %s %d %s\\n".formatted(program, program.programName(), program.section(),
                                program.kind(), program.type(), program.attachTarget().orElse("none")));
                    }
                    return text.toString();
                }

                public static String maps() {
                    Event event = new Event(1, 2);
                    OnlyHere extra = new OnlyHere(65535);
                    return Maps.EVENTS.maxEntries() + " " + Maps.EVENTS.decodeValue(Maps.EVENTS.encodeValue(event)) + " "
                            + Maps.EXTRA.decodeValue(Maps.EXTRA.encodeValue(extra));
                }
            }
            """;

    @TempDir
    private Path directory;

    private final Map<Variant, BpfObject> objects = new HashMap<>();
    private TestClang clang;

    @BeforeEach
    void prepare() throws Exception {
        clang = new TestClang(directory);
        clang.add(Path.of("src/test/bpf/types/variants.bpf.c"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"amd64, __x64_", "aarch64, __arm64_"})
    @DisplayName("has each program's section of the architecture that it runs on, its kind and target")
    void sections(String arch, String prefix) throws Exception {
        assertEquals("""
                ON_EXEC on_exec kprobe/PREFIXsys_execve kprobe 2 PREFIXsys_execve
                ON_SWITCH on_switch tp_btf/sched_switch tracing 26 sched_switch
                ON_PACKET on_packet xdp.frags xdp 6 none
                ON_NOTHING on_nothing my_own_section unspec 0 none
                """.replace("PREFIX", prefix), user(arch, "programs"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"amd64, 1", "aarch64, 2"})
    @DisplayName("has each map's attributes of the architecture that it runs on, and maps and types that only one has")
    void maps(String arch, int entries) throws Exception {
        assertEquals(entries + " Event[process=1, time=2] OnlyHere[port=65535]", user(arch, "maps"));
    }

    @Test
    @DisplayName("is refused where the layout of a type differs, and both layouts are shown")
    void refusesOtherLayouts() throws Exception {
        add(LinuxArch.X86, "-DARCH=1");
        add(LinuxArch.ARM64, "-DARCH=2", "-DOTHER");
        ScaffoldException refused = assertThrows(ScaffoldException.class, this::generate);
        assertEquals("""
                variants.bpf.c: struct event is not the same in all objects, and one Java class is to serve them all.
                variants_arm64_bpfel.o:
                    struct event, 16 bytes
                      at bit 0: __u32 process
                      at bit 64: __u64 time
                variants_x86_bpfel.o:
                    struct event, 8 bytes
                      at bit 0: __u32 process
                      at bit 32: __u32 time
                Give it one layout (types of fixed width, explicit padding), or no Java types: <generateTypes>false""", refused.getMessage());
    }

    @Test
    @DisplayName("is refused where the size of a type differs between the byte orders")
    void refusesOtherSizes() throws Exception {
        for (BpfTarget target : BpfTarget.values()) {
            String flag = target == BpfTarget.BPFEL ? "-DARCH=1" : "-DOTHER";
            byte[] object = Files.readAllBytes(clang.object("variants.bpf.c", target, "-DARCH=1", flag));
            objects.put(
                    Variant.forAnyArch(NAME.resourceFile(target.triple()), target.byteOrder()), BpfObject.read(object));
        }
        String message = assertThrows(ScaffoldException.class, this::generate).getMessage();
        assertTrue(message.contains("variants_bpfel.o:\n    struct event, 8 bytes\n"), message);
        assertTrue(message.contains("variants_bpfeb.o:\n    struct event, 16 bytes\n"), message);
    }

    /** What the user's class says where {@code os.arch} is that of the architecture. */
    private String user(String arch, String method) throws Exception {
        assumeTrue(
                ByteOrder.nativeOrder().equals(LITTLE_ENDIAN),
                "both architectures are little-endian, this machine is not");
        add(LinuxArch.X86, "-DARCH=1");
        add(LinuxArch.ARM64, "-DARCH=2");
        Project project = Project.in(directory)
                .with(generate())
                .withSource("com/acme/User.java", USER)
                .compiled();
        String before = System.setProperty("os.arch", arch);
        try (URLClassLoader loader = project.loader()) {
            return (String) loader.loadClass("com.acme.User").getMethod(method).invoke(null);
        } catch (InvocationTargetException failure) {
            throw new AssertionError(failure.getCause());
        } finally {
            System.setProperty("os.arch", before);
        }
    }

    private void add(LinuxArch arch, String... flags) throws Exception {
        byte[] object = Files.readAllBytes(clang.object("variants.bpf.c", BpfTarget.BPFEL, flags));
        objects.put(
                Variant.forArch(NAME.resourceFile(arch.kernelName() + "_bpfel"), LITTLE_ENDIAN, arch),
                BpfObject.read(object));
    }

    private GeneratedFile generate() {
        return ScaffoldGenerator.generate(
                new ScaffoldRequest(NAME, "variants.bpf.c", objects, ClassOptions.DEFAULT, Map.of()));
    }
}
