// Raw tracepoints, plain tracepoints, kprobes, uprobes and perf events: names with slashes, colons and plus signs.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pt_regs;

__u64 calls[6];

SEC("raw_tp/sys_exit")
int raw_exit(struct bpf_raw_tracepoint_args *ctx)
{
	calls[0] += ctx->args[1];
	return 0;
}

SEC("raw_tracepoint/sys_enter")
int raw_enter(struct bpf_raw_tracepoint_args *ctx)
{
	calls[1] += ctx->args[1];
	return 0;
}

SEC("tracepoint/syscalls/sys_enter_openat")
int open_at(void *ctx)
{
	calls[2]++;
	return 0;
}

SEC("kprobe/do_unlinkat")
int unlink_at(struct pt_regs *ctx)
{
	calls[3]++;
	return 0;
}

SEC("uprobe//bin/sh:main+0x4")
int shell_main(struct pt_regs *ctx)
{
	calls[4]++;
	return 0;
}

SEC("perf_event")
int sample(void *ctx)
{
	calls[5]++;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
