// A signed division for v3.
// problem: signed-division
// says: unsupported signed division

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	int a = ctx->ingress_ifindex, b = ctx->rx_queue_index;
	
	return a / b;
}

char LICENSE[] SEC("license") = "GPL";
