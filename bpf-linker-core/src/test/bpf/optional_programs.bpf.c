// Section names with a question mark: programs that a loader leaves out unless asked (this one could not load at all).
// kernel: refused (bpftool 7.1 wants to pin the program that libbpf left out)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("?xdp")
int endless(struct xdp_md *ctx)
{
	return *(volatile int *)0;
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
