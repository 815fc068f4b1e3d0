// ntohs.
// problem: byte-order-function
// says: call to undeclared function 'ntohs'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return ntohs(ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
