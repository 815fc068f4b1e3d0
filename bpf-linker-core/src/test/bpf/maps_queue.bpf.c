// Map kinds without keys: queue, stack, bloom filter.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 32);
	__type(value, __u32);
} waiting SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 32);
	__type(value, __u32);
} undo SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1000);
	__uint(map_extra, 5);
	__type(value, __u64);
} seen SEC(".maps");

SEC("tc")
int shuffle(struct __sk_buff *skb)
{
	__u64 hash = skb->hash;
	__u32 value = 0;

	if (bpf_map_peek_elem(&seen, &hash) == 0)
		return 0;
	bpf_map_push_elem(&seen, &hash, BPF_ANY);
	if (bpf_map_pop_elem(&waiting, &value) == 0)
		bpf_map_push_elem(&undo, &value, BPF_EXIST);
	value = skb->len;
	bpf_map_push_elem(&waiting, &value, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
