package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What a kernel is like")
final class TargetKernelTest {
    @Test
    @DisplayName("is found out from its files and types, and kept")
    void thisKernel() throws Exception {
        Kernel.require();
        try (var kernel = TargetKernel.local()) {
            var release = Files.readString(Path.of("/proc/sys/kernel/osrelease"));
            assertTrue(
                    release.startsWith(
                            kernel.version().major() + "." + kernel.version().minor() + "."),
                    release);
            assertTrue(kernel.possibleCpus() >= Runtime.getRuntime().availableProcessors());
            var task = kernel.types().find("task_struct", BtfKind.STRUCT).orElseThrow();
            assertEquals("task_struct", task.types().type(task.id()).name());
            assertEquals(Optional.empty(), kernel.types().find("no_such_struct", BtfKind.STRUCT));
            assertEquals(kernel.types().kernel(), kernel.types().kernel());
            var file = kernel.files().read("/sys/kernel/btf/vmlinux").orElseThrow();
            assertEquals(
                    Btf.read(file, ByteOrder.nativeOrder()).types(),
                    kernel.types().kernel().orElseThrow().types());
            assertTrue(kernel.symbols().address("schedule").isPresent());
            assertTrue(kernel.symbols().address("no_such_symbol").isEmpty());
        }
    }

    @Test
    @DisplayName("has as many CPUs as the highest number says, holes included")
    void cpus() throws Exception {
        assertEquals(4, CpuList.count("0-3"));
        assertEquals(9, CpuList.count("0-3,8"));
        assertEquals(1, CpuList.count("0"));
        assertThrows(IOException.class, () -> CpuList.count("all"));
    }

    @Test
    @DisplayName("is configured by lines of settings, of which comments and doubles are none")
    void settings() {
        var settings = KernelSettings.of("""
                # CONFIG_OFF is not set
                CONFIG_ON=y
                CONFIG_NAME="a=b"
                CONFIG_ON=n
                OTHER=1
                """);
        assertEquals(Map.of("CONFIG_ON", "y", "CONFIG_NAME", "\"a=b\""), settings.values());
    }

    @Test
    @DisplayName("has a version as programs compare it: patches above 255 count as 255")
    void versions() {
        assertEquals(0x05040a, new KernelVersion(5, 4, 10).code());
        assertEquals(0x0413ff, new KernelVersion(4, 19, 300).code());
    }
}
