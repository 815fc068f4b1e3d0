// u32.
// problem: kernel-type-name
// says: use of undeclared identifier 'u32'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	u32 port = ctx->ingress_ifindex;
	
	return port;
}

char LICENSE[] SEC("license") = "GPL";
