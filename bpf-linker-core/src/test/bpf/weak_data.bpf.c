// Weak variables, a weak map and a weak program: definitions that another unit may replace at link time.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__weak int level = 4;
__weak __u64 seen;
__weak const volatile int maximum = 9;
__hidden int hidden_level = 5;

__weak struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} weak_map SEC(".maps");

SEC("tc")
__weak int weak_prog(struct __sk_buff *skb)
{
	__u32 zero = 0;
	__u64 *n = bpf_map_lookup_elem(&weak_map, &zero);

	if (n)
		*n += level;
	seen++;
	hidden_level++;
	return maximum;
}

char LICENSE[] SEC("license") = "GPL";
