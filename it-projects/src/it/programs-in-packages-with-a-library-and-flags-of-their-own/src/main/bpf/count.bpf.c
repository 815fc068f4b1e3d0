#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "com/acme/net/tally.h"

char LICENSE[] SEC("license") = "GPL";

#ifdef ANSWER_OF_DROP
#error flags of another object
#endif

SEC("xdp")
int count(struct xdp_md *ctx)
{
	return tally(ctx->ingress_ifindex) ? XDP_PASS : XDP_DROP;
}
