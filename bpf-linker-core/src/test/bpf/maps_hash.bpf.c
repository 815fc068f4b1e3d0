// Every map kind with hashed or prefix keys, with struct keys and values, flags and key_size/value_size forms.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct flow {
	__u32 from;
	__u32 to;
	__u16 port;
	__u8 proto;
	__u8 pad;
};

struct tally {
	__u64 packets;
	__u64 bytes;
};

struct prefix {
	__u32 bits;
	__u8 addr[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct flow);
	__type(value, struct tally);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, struct tally);
} percpu_flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 64);
	__uint(key_size, 8);
	__uint(value_size, 16);
} recent SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 64);
	__type(key, __u64);
	__type(value, __u64);
} percpu_recent SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 16);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u32);
} routes SEC(".maps");

SEC("tc")
int touch(struct __sk_buff *skb)
{
	struct flow flow = { .from = skb->hash, .to = skb->ifindex, .proto = 6 };
	struct tally zero = {};
	struct tally one = { 1, skb->len };
	struct prefix prefix = { .bits = 32, .addr = { 10, 1, 2, 3 } };
	__u32 mark = skb->mark;
	__u64 hash = skb->hash;
	__u64 pair[2] = { hash, 1 };
	struct tally *tally;
	__u32 *route;

	tally = bpf_map_lookup_elem(&flows, &flow);
	if (tally) {
		__sync_fetch_and_add(&tally->packets, 1);
		__sync_fetch_and_add(&tally->bytes, skb->len);
	} else {
		bpf_map_update_elem(&flows, &flow, &one, BPF_NOEXIST);
	}
	bpf_map_update_elem(&percpu_flows, &mark, &zero, BPF_ANY);
	bpf_map_update_elem(&recent, &hash, pair, BPF_ANY);
	bpf_map_delete_elem(&percpu_recent, &hash);
	route = bpf_map_lookup_elem(&routes, &prefix);
	return route ? (int)*route : 0;
}

char LICENSE[] SEC("license") = "GPL";
