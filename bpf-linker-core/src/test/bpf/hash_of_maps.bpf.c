// A hash of maps whose inner map is only a template: user space puts the maps in.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 16);
	__type(key, __u32);
	__array(values, struct {
		__uint(type, BPF_MAP_TYPE_HASH);
		__uint(max_entries, 64);
		__type(key, __u64);
		__type(value, __u32);
	});
} by_interface SEC(".maps");

SEC("tc")
int look(struct __sk_buff *skb)
{
	__u32 index = skb->ifindex;
	__u64 hash = skb->hash;
	void *map = bpf_map_lookup_elem(&by_interface, &index);
	__u32 *value = map ? bpf_map_lookup_elem(map, &hash) : 0;

	return value ? (int)*value : 0;
}

char LICENSE[] SEC("license") = "GPL";
