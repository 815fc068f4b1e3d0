package io.github.bpfmaven.plugin.scaffold;

import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The choice of a JVM's object")
final class ResourceChoiceTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} on {1} gets {2}")
    @DisplayName("goes by byte order, then by architecture, then the object for all")
    @CsvSource({
        "LITTLE_ENDIAN, amd64,     drop_x86_bpfel.o",
        "LITTLE_ENDIAN, x86_64,    drop_x86_bpfel.o",
        "LITTLE_ENDIAN, i386,      drop_x86_bpfel.o",
        "LITTLE_ENDIAN, aarch64,   drop_arm64_bpfel.o",
        "LITTLE_ENDIAN, riscv64,   drop_bpfel.o",
        "LITTLE_ENDIAN, s390x,     drop_bpfel.o",
        "BIG_ENDIAN,    s390x,     drop_s390_bpfeb.o",
    })
    void chooses(String order, String osArch, String resource) throws Exception {
        assertEquals(resource, resourceFor(Requests.archs(), order(order), osArch));
    }

    @ParameterizedTest(name = "{0} on {1} gets {2}")
    @DisplayName("gives a big-endian JVM bpfeb, whatever its architecture")
    @CsvSource({
        "BIG_ENDIAN,    s390x,   drop_bpfeb.o",
        "BIG_ENDIAN,    unknown, drop_bpfeb.o",
        "LITTLE_ENDIAN, ppc64le, drop_bpfel.o",
    })
    void choosesByByteOrder(String order, String osArch, String resource) throws Exception {
        assertEquals(resource, resourceFor(Requests.drop(), order(order), osArch));
    }

    @Test
    @DisplayName("tells both byte orders of one architecture apart, although JVMs name it alike")
    void tellsPowerpcApart() throws Exception {
        Requests request = Requests.of(
                Variant.forArch("drop_powerpc_bpfel.o", LITTLE_ENDIAN, LinuxArch.POWERPC),
                Variant.forArch("drop_powerpc_bpfeb.o", BIG_ENDIAN, LinuxArch.POWERPC));
        assertEquals("drop_powerpc_bpfel.o", resourceFor(request, LITTLE_ENDIAN, "ppc64le"));
        assertEquals("drop_powerpc_bpfeb.o", resourceFor(request, BIG_ENDIAN, "ppc64"));
    }

    @Test
    @DisplayName("fails where no object serves, with the objects there are and the target to add")
    void saysWhichTargetToAdd() {
        assertEquals(
                "No object of drop.bpf.c is for a JVM that is BIG_ENDIAN on ppc64; there are"
                        + " drop_arm64_bpfel.o (LITTLE_ENDIAN on aarch64, arm64),"
                        + " drop_bpfel.o (LITTLE_ENDIAN on any machine),"
                        + " drop_s390_bpfeb.o (BIG_ENDIAN on s390x),"
                        + " drop_x86_bpfel.o (LITTLE_ENDIAN on amd64, i386, x86, x86_64). Add bpfeb,"
                        + " or this machine's architecture, to <targets> of the bpf-maven-plugin and build it again.",
                assertThrows(
                                UnsupportedOperationException.class,
                                () -> resourceFor(Requests.archs(), BIG_ENDIAN, "ppc64"))
                        .getMessage());
    }

    private String resourceFor(Requests request, ByteOrder order, String osArch) throws Exception {
        Project project = Project.in(directory).with(request.generate()).compiled();
        try (URLClassLoader loader = project.loader()) {
            return new GeneratedClassApi(loader.loadClass("com.acme.DropBpf")).resourceFor(order, osArch);
        }
    }

    private static ByteOrder order(String name) {
        return name.equals("BIG_ENDIAN") ? BIG_ENDIAN : LITTLE_ENDIAN;
    }
}
