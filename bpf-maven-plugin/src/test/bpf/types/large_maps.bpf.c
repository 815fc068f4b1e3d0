// More entries than a Java int counts.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 0xf0000000);
	__uint(map_flags, 0x80000001);
	__type(key, __u32);
	__type(value, __u32);
} large SEC(".maps");
