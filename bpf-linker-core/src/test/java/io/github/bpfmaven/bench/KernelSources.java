package io.github.bpfmaven.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.testing.TestClang;

/** Programs that each carry the debug info of a large part of the kernel, as tools do that include vmlinux.h. */
final class KernelSources {
    /** Each reads other structures, so that no two modules have the same types; what they have in common is most of it. */
    private static final String SOURCE = """
            #include "vmlinux.h"
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_core_read.h>
            struct event_%1$d { int pid; long value; char name[16]; };
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 64);
                     __type(key, int); __type(value, struct event_%1$d); } events_%1$d SEC(".maps");
            static volatile int calls;
            static __attribute__((noinline)) long look(struct task_struct *task)
            {
                calls++;
                return BPF_CORE_READ(task, mm, pgd, pgd) + BPF_CORE_READ(task, signal, nr_threads) + %1$d;
            }
            SEC("raw_tp/sched_switch") int switch_%1$d(struct bpf_raw_tracepoint_args *ctx)
            {
                struct task_struct *task = (void *)ctx->args[1];
                struct event_%1$d event = { .pid = BPF_CORE_READ(task, pid), .value = look(task) };
                BPF_CORE_READ_STR_INTO(&event.name, task, comm);
                %2$s
                bpf_map_update_elem(&events_%1$d, &event.pid, &event, 0);
                return 0;
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    private static final List<String> MORE = List.of(
            "struct sk_buff *skb = (void *)ctx->args[2]; event.value += BPF_CORE_READ(skb, dev, ifindex);",
            "struct file *file = (void *)ctx->args[2]; event.value += BPF_CORE_READ(file, f_inode, i_ino);",
            "struct bio *bio = (void *)ctx->args[2]; event.value += BPF_CORE_READ(bio, bi_bdev, bd_dev);",
            "struct sock *sk = (void *)ctx->args[2]; event.value += BPF_CORE_READ(sk, __sk_common.skc_family);",
            "struct cgroup *cg = (void *)ctx->args[2]; event.value += BPF_CORE_READ(cg, kn, id);");

    private KernelSources() {}

    /** Compiled sources, {@code count} of them. */
    static List<LinkInput> make(Path directory, int count) throws Exception {
        var clang = new TestClang(directory);
        writeVmlinux(directory);
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var compiled = new ArrayList<Future<LinkInput>>();
            for (var i = 0; i < count; i++) {
                var name = "tool" + i + ".bpf.c";
                Files.writeString(directory.resolve(name), SOURCE.formatted(i, MORE.get(i % MORE.size())));
                compiled.add(pool.submit(
                        () -> new LinkInput.InFile(name, clang.bitcode(name, BpfTarget.host(), "-I.", "-Wno-all"))));
            }
            var inputs = new ArrayList<LinkInput>();
            for (var input : compiled) {
                inputs.add(input.get());
            }
            return inputs;
        } finally {
            pool.shutdown();
        }
    }

    private static void writeVmlinux(Path directory) throws IOException, InterruptedException {
        var header = directory.resolve("vmlinux.h").toFile();
        var status = new ProcessBuilder("bpftool", "btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                .redirectOutput(header)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("bpftool can't write vmlinux.h; is it installed, and has the kernel BTF?");
        }
    }
}
