package io.github.bpfmaven.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.machine.MachineSettings;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("A kernel in a virtual machine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VirtualMachineTest {
    private TestObjects objects;

    @BeforeAll
    void open() throws Exception {
        objects = new TestObjects();
    }

    @AfterAll
    void close() {
        objects.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"s390x-7", "amd64-5.10", "amd64-7", "arm64-7", "riscv64-7"})
    @DisplayName("takes objects, runs their programs, and has their maps")
    void takes(String name) throws Exception {
        var image = TestKernels.require(name);
        try (var machine = VirtualMachine.boot(image, MachineSettings.usual());
                var kernel = TargetKernel.of(machine.kernel())) {
            assertEquals(image.machine(), kernel.kernel().machine());
            var order = kernel.kernel().byteOrder();
            var target = order == ByteOrder.BIG_ENDIAN ? BpfTarget.BPFEB : BpfTarget.BPFEL;
            try (var counter =
                    BpfObjectLoader.of(objects.of("counter_xdp", target)).load(kernel)) {
                var run = counter.program("count").testRun(TestRun.ofPacket(new byte[60]));
                assertEquals(2, run.returnValue());
                var third = ByteBuffer.allocate(4).order(order).putInt(2);
                var values = counter.map("packets").get(third.array()).orElseThrow();
                assertEquals(1, ByteBuffer.wrap(values).order(order).getLong());
            }
        }
    }
}
