// abort.
// problem: trap
// says: undefined symbol 'abort'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

void abort(void);

SEC("xdp")
int program(struct xdp_md *ctx)
{
	if (ctx->ingress_ifindex)
		abort();
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
