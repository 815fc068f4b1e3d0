// A function that is only declared.
// problem: undefined-symbol
// says: undefined symbol 'nowhere'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int nowhere(int);

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return nowhere(ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
