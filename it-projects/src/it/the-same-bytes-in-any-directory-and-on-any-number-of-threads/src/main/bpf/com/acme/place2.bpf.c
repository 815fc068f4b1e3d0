#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "places.h"
#include <outer.h>
int shared(int x);

char LICENSE[] SEC("license") = "GPL";

struct forward_2;
struct other_2 { struct forward_2 *first; struct unknown_2 *second; struct missing_2 *third; };

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct other_2);
} others SEC(".maps");

const char place[] SEC(".rodata.place") = PLACE;

SEC("xdp")
int place2(struct xdp_md *ctx)
{
	return outer(ctx) + twice(ctx->rx_queue_index) + shared(ctx->ingress_ifindex) == place[2];
}
