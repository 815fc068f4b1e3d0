/* SPDX-License-Identifier: GPL-2.0 */
/* Counts what a network interface receives, and lets all of it pass. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct traffic {
	__u64 packets;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct traffic);
} received SEC(".maps");

SEC("@section@")
int count(struct @context@ *ctx)
{
	__u32 first = 0;
	struct traffic *traffic = bpf_map_lookup_elem(&received, &first);

	if (traffic) {
		__sync_fetch_and_add(&traffic->packets, 1);
		__sync_fetch_and_add(&traffic->bytes, @length@);
	}
	return @pass@;
}
