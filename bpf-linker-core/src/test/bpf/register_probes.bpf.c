// Probes whose arguments are registers: at a function's entry and return, in the kernel and in a process, and at a system
// call.
// kernel: loads
#define __TARGET_ARCH_x86
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u64 seen[6];

SEC("kprobe/do_unlinkat")
int BPF_KPROBE(on_entry, int directory, void *name)
{
	seen[0] = directory;
	seen[1] = (__u64)name;
	seen[2] = PT_REGS_IP(ctx) + PT_REGS_SP(ctx);
	return 0;
}

SEC("kretprobe/do_unlinkat")
int BPF_KRETPROBE(on_return, int result)
{
	seen[3] = result;
	return 0;
}

SEC("kprobe/__x64_sys_write")
int BPF_KPROBE_SYSCALL(on_write, int file, const char *text, unsigned long length)
{
	seen[4] = file + length;
	return bpf_probe_read_user(&seen[5], sizeof(seen[5]), text);
}

SEC("uprobe")
int BPF_KPROBE(in_process, long first, long second, long third, long fourth, long fifth)
{
	seen[0] = first + second + third + fourth + fifth;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
