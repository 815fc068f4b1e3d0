// Nothing refers to this source: it must not be pulled in, nor its map.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} never_wanted_map SEC(".maps");

__u64 never_wanted_variable = 1;

__noinline int never_called(int x)
{
	return x + never_wanted_variable;
}
