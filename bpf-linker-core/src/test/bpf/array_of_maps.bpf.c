// An array of maps with static contents: relocations in .maps that point to other maps.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} odd SEC(".maps"), even SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, __u32);
	__array(values, struct inner);
} halves SEC(".maps") = {
	.values = { &even, &odd },
};

SEC("tc")
int count(struct __sk_buff *skb)
{
	__u32 half = skb->len & 1;
	__u32 zero = 0;
	void *map = bpf_map_lookup_elem(&halves, &half);
	__u64 *n;

	if (!map)
		return 0;
	n = bpf_map_lookup_elem(map, &zero);
	if (n)
		*n += 1;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
