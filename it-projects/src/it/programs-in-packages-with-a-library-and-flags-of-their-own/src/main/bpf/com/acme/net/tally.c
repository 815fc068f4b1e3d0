#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "tally.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} tallies SEC(".maps");

int tally(unsigned int key)
{
	__u64 *value = bpf_map_lookup_elem(&tallies, &key);

	return value ? ++*value : 0;
}
