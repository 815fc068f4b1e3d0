// __builtin_trap.
// problem: trap
// says: a call of 'abort' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	if (ctx->ingress_ifindex)
		__builtin_trap();
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
