// A spin lock inside a map value, found by the kernel through the value's BTF.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bucket {
	struct bpf_spin_lock lock;
	__u32 tokens;
	__u64 refilled;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 128);
	__type(key, __u32);
	__type(value, struct bucket);
} buckets SEC(".maps");

SEC("tc")
int limit(struct __sk_buff *skb)
{
	__u32 key = skb->ifindex;
	struct bucket *bucket = bpf_map_lookup_elem(&buckets, &key);
	__u64 now = bpf_ktime_get_ns();
	int verdict = 2;

	if (!bucket)
		return 0;
	bpf_spin_lock(&bucket->lock);
	if (now - bucket->refilled > 1000000000ULL) {
		bucket->refilled = now;
		bucket->tokens = 100;
	}
	if (bucket->tokens > 0) {
		bucket->tokens--;
		verdict = 0;
	}
	bpf_spin_unlock(&bucket->lock);
	return verdict;
}

char LICENSE[] SEC("license") = "GPL";
