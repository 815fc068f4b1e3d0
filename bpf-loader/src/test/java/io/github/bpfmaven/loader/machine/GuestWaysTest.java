package io.github.bpfmaven.loader.machine;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.SystemCall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("A guest is reached")
@Timeout(120)
final class GuestWaysTest {
    private static final int CREATE = 0100;
    private static final int SIZE = 300_000;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"s390x-7, loglevel=3", "amd64-5.10, loglevel=3", "amd64-5.10, nokaslr unknown"})
    @DisplayName("through a virtio port or through shared memory, with whatever bytes")
    void quickWays(String name, String argument) throws Exception {
        passes(name, argument, SIZE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"s390x-7, initcall_blacklist=virtio_console_init", "amd64-5.10, pci=off", "amd64-5.10, pci=off unknown"
    })
    @DisplayName("through a serial line where there is nothing better, with whatever bytes")
    void line(String name, String argument) throws Exception {
        passes(name, argument, SIZE / 50);
    }

    private static void passes(String name, String argument, int size) throws Exception {
        var image = TestKernels.require(name);
        var settings = MachineSettings.usual().withKernelArguments(List.of(argument));
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) {
            bytes[i] = (byte) (i + i / 256);
        }
        try (var machine = VirtualMachine.boot(image, settings)) {
            var kernel = machine.kernel();
            assertEquals(image.machine(), kernel.machine());
            var path = Block.text("/tmp/file");
            var opened = kernel.call(
                    SystemCall.OPENAT,
                    Argument.of(-100),
                    path,
                    Argument.of(CREATE | KernelFiles.WRITE_ONLY),
                    Argument.of(0600));
            try (var file = Descriptor.of(kernel, "open", opened)) {
                assertEquals(
                        size,
                        kernel.call(
                                SystemCall.WRITE, Argument.of(file.number()), Block.input(bytes), Argument.of(size)));
            }
            assertArrayEquals(bytes, new KernelFiles(kernel).read("/tmp/file").orElseThrow());
        }
    }

    @Test
    @DisplayName("in no way where its kernel has none of the drivers, and that is said")
    void none() throws Exception {
        var image = TestKernels.require("s390x-7");
        var settings = MachineSettings.usual()
                .withKernelArguments(List.of("initcall_blacklist=virtio_console_init,sclp_vt220_tty_init"));
        var refused = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertEquals(
                image.file() + " comes up but can't be reached: it has no driver built in for a virtio console"
                        + " (CONFIG_VIRTIO_CONSOLE=y and, but on s390x, CONFIG_VIRTIO_PCI=y), none for PCI"
                        + " (CONFIG_PCI), and none for a serial line",
                refused.getMessage());
    }
}
