// A type of clang's own headers.
// problem: missing-include
// says: use of undeclared identifier 'bool'
// says: What to do: Write #include <stdbool.h>

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	bool drop = ctx->ingress_ifindex;
	
	return drop ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
