package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Not every kernel that runs tests lets them in here; one in a virtual machine does. */
@DisplayName("Functions of a kernel in a virtual machine")
final class HooksInMachineTest {
    private static final String HOOKS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            __u64 seen[6];
            int forbidden SEC(".data") = 0;

            SEC("kprobe/__x64_sys_mkdirat")
            int probed(void *ctx) { seen[0]++; return 0; }

            SEC("kretprobe/__x64_sys_mkdirat")
            int probed_at_return(void *ctx) { seen[1]++; return 0; }

            SEC("fentry/__x64_sys_mkdirat")
            int entered(__u64 *ctx) { seen[2]++; return 0; }

            SEC("fexit/__x64_sys_mkdirat")
            int left(__u64 *ctx) { seen[3]++; return 0; }

            SEC("fmod_ret/security_inode_mkdir")
            int modified(__u64 *ctx) { seen[4]++; return forbidden & 1 ? -13 : 0; }

            SEC("lsm/inode_mkdir")
            int guarded(__u64 *ctx) { seen[5]++; return forbidden & 2 ? -1 : 0; }

            char LICENSE[] SEC("license") = "GPL";
            """;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"amd64-5.10", "amd64-7"})
    @Timeout(120)
    @DisplayName("are seen and changed by kprobes, fentry, fexit, fmod_ret and LSM programs, until these are taken off")
    void hooks(String name) throws Exception {
        var image = TestKernels.require(name);
        try (var objects = new TestObjects();
                var machine = VirtualMachine.boot(
                        image, TestKernels.settings(image).withKernelArguments(List.of("lsm=bpf")));
                var kernel = TargetKernel.of(machine.kernel());
                var loaded = BpfObjectLoader.of(objects.ofText(HOOKS, BpfTarget.BPFEL))
                        .load(kernel)) {
            var links = new ArrayList<Link>();
            for (var program : loaded.programs()) {
                links.add(program.attach());
            }
            kernel.files().makeDirectory("/tmp/allowed");
            assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), seen(loaded));

            forbid(loaded, 1);
            assertEquals(Errno.EACCES.number(), errno(kernel));
            forbid(loaded, 2);
            assertEquals(Errno.EPERM.number(), errno(kernel));

            for (var link : links) {
                link.close();
            }
            var before = seen(loaded);
            kernel.files().makeDirectory("/tmp/forbidden");
            assertEquals(before, seen(loaded));
        }
    }

    private static int errno(TargetKernel kernel) {
        return assertThrows(SystemCallException.class, () -> kernel.files().makeDirectory("/tmp/forbidden"))
                .errno();
    }

    private static void forbid(LoadedObject loaded, int how) throws IOException {
        var order = loaded.kernel().kernel().byteOrder();
        loaded.map(".data")
                .put(
                        new byte[Integer.BYTES],
                        ByteBuffer.allocate(Integer.BYTES)
                                .order(order)
                                .putInt(how)
                                .array());
    }

    private static List<Long> seen(LoadedObject loaded) throws IOException {
        var values = ByteBuffer.wrap(
                        loaded.map(".bss").get(new byte[Integer.BYTES]).orElseThrow())
                .order(loaded.kernel().kernel().byteOrder());
        var seen = new ArrayList<Long>();
        while (values.hasRemaining()) {
            seen.add(values.getLong());
        }
        return seen;
    }
}
