#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "limits.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, struct seen);
	__uint(max_entries, MAX_SEEN);
} seen SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	__u32 queue = ctx->rx_queue_index;
	struct seen *entry = bpf_map_lookup_elem(&seen, &queue);

	return entry && entry->packets > MAX_PACKETS ? XDP_DROP : XDP_PASS;
}
