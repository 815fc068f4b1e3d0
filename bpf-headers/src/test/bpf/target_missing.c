/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Must not compile without -D__TARGET_ARCH_..., and says so with __BPF_TARGET_MISSING; with one (x86, arm64, s390,
 * riscv, powerpc, loongarch, arm or mips) it must.
 */
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

SEC("kprobe/do_unlinkat")
int BPF_KPROBE(on_kprobe, int dfd, const char *name)
{
	return dfd + (name != 0) + PT_REGS_SP(ctx) + PT_REGS_IP(ctx);
}

SEC("kretprobe/do_unlinkat")
int BPF_KRETPROBE(on_return, int ret)
{
	return ret;
}
