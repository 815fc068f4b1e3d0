package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.plugin.verify.KernelChoice.WhenAbsent;
import io.github.bpfmaven.plugin.verify.ProgramTest.Entry;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("bpf:verify with kernels in virtual machines")
final class MatrixTest {
    private static final String START = """
            #include <linux/bpf.h>
            #include <linux/if_ether.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_endian.h>
            struct {
                __uint(type, BPF_MAP_TYPE_ARRAY);
                __uint(max_entries, 2);
                __type(key, __u32);
                __type(value, __u64);
            } counts SEC(".maps");
            char LICENSE[] SEC("license") = "GPL";
            """;

    /** The helper is there since Linux 5.18. */
    private static final String RECENT = START + """
            SEC("xdp") int recent(struct xdp_md *ctx)
            {
                __u32 key = 1;
                __u64 *value = bpf_map_lookup_elem(&counts, &key);
                if (!value)
                    return XDP_ABORTED;
                *value += bpf_xdp_get_buff_len(ctx);
                return XDP_PASS;
            }
            SEC("xdp") int old(struct xdp_md *ctx) { return XDP_PASS; }
            """;

    /** 8 is ETH_P_IP as a little-endian machine reads it. */
    private static final String CARELESS = START + """
            SEC("xdp") int ip_only(struct xdp_md *ctx)
            {
                struct ethhdr *eth = (void *)(long)ctx->data;
                if ((void *)(eth + 1) > (void *)(long)ctx->data_end)
                    return XDP_ABORTED;
                __u32 key = eth->h_proto == PROTOCOL;
                __u64 *value = bpf_map_lookup_elem(&counts, &key);
                if (value)
                    *value += 1;
                return key ? XDP_PASS : XDP_DROP;
            }
            """;

    private final Verification verification = new Verification(new Kernels(new MachineSlots()));

    @TempDir
    Path directory;

    @Test
    @DisplayName("tells the line and the reason where an old kernel refuses what a recent one takes")
    void oldKernel() throws Exception {
        var old = TestKernels.require("amd64-5.10");
        var recent = TestKernels.require("s390x-7");
        var refused = assertThrows(
                VerifyException.class,
                () -> verification.run(
                        request(List.of(old.file(), recent.file()), objects("recent", RECENT), List.of())));
        assertTrue(
                refused.getMessage().startsWith("recent: recent on amd64-5.10 is refused\nIf that is to be so, "),
                refused::getMessage);
        var text = Files.readString(directory.resolve("reports/verify.txt"));
        assertTrue(text.matches("(?s)program +amd64-5.10 +s390x-7\n.*"), text);
        assertTrue(
                text.matches("(?s).*\nrecent: recent +REFUSED +\\d+ insns, \\d+ states, stack \\d+, interpreted\n.*"),
                text);
        assertTrue(text.matches("(?s).*\nrecent: old +2 insns, 0 states, stack 0 +2 insns.*"), text);
        assertTrue(
                text.contains(
                        "recent on amd64-5.10: program 'recent': the verifier refuses it (EINVAL): invalid func unknown#188"),
                text);
        assertTrue(text.contains("at ./recent.c:18:"), text);
    }

    @Test
    @DisplayName(
            "finds a value that is read in the wrong byte order by a run on a big-endian machine, and by nothing else")
    void byteOrder() throws Exception {
        var little = TestKernels.require("amd64-5.10").file();
        var big = TestKernels.require("s390x-7").file();
        var test = new ProgramTest(
                "lets IP pass",
                "ip_only",
                "ip_only",
                "zero:12 be16:0x0800 zero:50",
                "",
                List.of(),
                Optional.of(2),
                Optional.empty(),
                List.of(new Entry("counts", "u32:1", Optional.of("u64:1"))));
        var careless = objects("ip_only", CARELESS.replace("PROTOCOL", "8"));
        verification.run(request(List.of(little, big), careless, List.of()));
        var wrong = assertThrows(
                VerifyException.class, () -> verification.run(request(List.of(little, big), careless, List.of(test))));
        assertEquals(
                "test 'lets IP pass' of ip_only: ip_only failed on s390x-7: returned 1, not 2; map 'counts' has"
                        + " 0000000000000000 at 00000001, not 0000000000000001",
                wrong.getMessage().lines().findFirst().orElseThrow());
        var right = objects("ip_only", CARELESS.replace("PROTOCOL", "bpf_htons(ETH_P_IP)"));
        verification.run(request(List.of(little, big), right, List.of(test)));
    }

    @Test
    @DisplayName("says why a kernel can't be had, or leaves it out if told to")
    void absent() throws Exception {
        var image = Files.writeString(directory.resolve("vmlinuz-none"), "no kernel");
        var objects = objects("recent", RECENT);
        var missing = assertThrows(
                VerifyException.class, () -> verification.run(request(List.of(image), objects, List.of())));
        assertTrue(missing.getMessage().startsWith("none was not asked: " + image), missing::getMessage);
        verification.run(new VerifyRequest(
                List.of(objects),
                List.of(choice(image, WhenAbsent.SKIP)),
                List.of(),
                new VerifyRequest.BaselineRequest(directory.resolve("verified.txt"), false, 10),
                directory.resolve("reports")));
        assertTrue(
                Files.readString(directory.resolve("reports/TEST-bpf-verify.xml"))
                        .contains("<skipped message="),
                "JUnit");
    }

    @Test
    @DisplayName("leaves no machine behind where a test is wrong, or it is told to stop")
    void machinesEnd() throws Exception {
        var little = TestKernels.require("amd64-5.10").file();
        var big = TestKernels.require("s390x-7").file();
        var objects = objects("recent", RECENT);
        var wrong = new ProgramTest(
                "w", "recent", "none", "", "", List.of(), Optional.empty(), Optional.empty(), List.of());
        assertThrows(
                VerifyException.class, () -> verification.run(request(List.of(little, big), objects, List.of(wrong))));
        assertEquals(List.of(), qemus());

        var stopped = new CompletableFuture<Boolean>();
        var asking = new Thread(() -> {
            var failed = assertThrows(
                    VerifyException.class, () -> verification.run(request(List.of(little, big), objects, List.of())));
            assertEquals("Stopped before all kernels had answered", failed.getMessage());
            stopped.complete(Thread.currentThread().isInterrupted() && qemus().isEmpty());
        });
        asking.start();
        while (qemus().size() < 2) {
            Thread.sleep(20);
        }
        asking.interrupt();
        assertTrue(stopped.get(15, TimeUnit.SECONDS));
    }

    private static List<ProcessHandle> qemus() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("qemu-system"))
                .toList();
    }

    private Path objects(String name, String source) throws Exception {
        var clang = new TestClang(Files.createDirectories(directory.resolve("c")));
        Files.writeString(clang.directory().resolve(name + ".c"), source);
        var objects = Files.createTempDirectory(directory, "objects");
        for (var target : List.of(BpfTarget.BPFEL, BpfTarget.BPFEB)) {
            Files.copy(
                    clang.object(name + ".c", target),
                    objects.resolve(name + "_" + target.name().toLowerCase(Locale.ROOT) + ".o"));
        }
        return objects;
    }

    private VerifyRequest request(List<Path> images, Path objects, List<ProgramTest> tests) throws IOException {
        var choices = new ArrayList<KernelChoice>();
        for (var image : images) {
            choices.add(choice(image, WhenAbsent.FAIL));
        }
        return new VerifyRequest(
                List.of(objects),
                choices,
                tests,
                new VerifyRequest.BaselineRequest(directory.resolve("verified.txt"), false, 10),
                directory.resolve("reports"));
    }

    private static KernelChoice choice(Path image, WhenAbsent whenAbsent) {
        return KernelChoice.Image.of(image, Optional.empty(), Optional.empty(), Optional.empty(), whenAbsent);
    }
}
