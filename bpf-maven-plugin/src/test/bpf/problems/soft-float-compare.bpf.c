// A comparison of doubles.
// problem: soft-float
// says: a call of '__ltdf2' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

double number;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return number < 1.5 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
