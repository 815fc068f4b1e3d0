#include "net/limits.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	return sum(ctx->rx_queue_index, LIMIT) > 9 ? XDP_DROP : XDP_PASS;
}
