// A second program of the same library source: each object gets its own copy.
// kernel: loads
// pulls: checksum.c
#include "checksum.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int fold_queue(struct xdp_md *ctx)
{
	return fold_checksum(ctx->rx_queue_index) > 7 ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
