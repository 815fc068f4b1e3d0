// A division of 128 bits.
// problem: wide-division
// says: only small returns supported
// says: a call of '__divti3' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__int128 number;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	number = number / ctx->ingress_ifindex;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
