// A macro of a header that is not included.
// problem: missing-include
// says: use of undeclared identifier 'ETH_P_IP'
// says: What to do: Write #include <linux/if_ether.h>

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return ctx->ingress_ifindex == ETH_P_IP;
}

char LICENSE[] SEC("license") = "GPL";
