#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "limits.h"

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	return ctx->rx_queue_index > LIMIT ? XDP_DROP : XDP_PASS;
}
