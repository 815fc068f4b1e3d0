// A float.
// problem: soft-float
// says: a call of '__floatunsisf' is left
// says: a call of '__mulsf3' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

float number;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	number = number * ctx->ingress_ifindex;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
