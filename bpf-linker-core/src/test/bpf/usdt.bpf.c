// A statically defined tracepoint of user space, whose arguments the program finds through maps that the loader fills.
// kernel: loads
#define __TARGET_ARCH_x86
#include <linux/bpf.h>
#include <linux/errno.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/usdt.bpf.h>

long sum;

SEC("usdt")
int BPF_USDT(on_probe, int first, void *second)
{
	sum += first + (long)second + bpf_usdt_arg_cnt(ctx) + bpf_usdt_cookie(ctx);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
