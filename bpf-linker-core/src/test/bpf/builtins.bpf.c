// 128-byte memcpy, memset, memmove and memcmp builtins, expanded by the back end.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct blob {
	char bytes[128];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct blob);
} blobs SEC(".maps");

SEC("tc")
int copy(struct __sk_buff *skb)
{
	struct blob local;
	__u32 one = 1;
	__u32 zero = 0;
	struct blob *from = bpf_map_lookup_elem(&blobs, &zero);
	struct blob *to = bpf_map_lookup_elem(&blobs, &one);

	if (!from || !to)
		return 0;
	__builtin_memset(&local, 0x5a, sizeof(local));
	__builtin_memcpy(&local.bytes[3], &from->bytes[1], 64);
	__builtin_memmove(&local.bytes[8], &local.bytes[16], 32);
	__builtin_memcpy(to, &local, sizeof(local));
	return __builtin_memcmp(from, to, 16) != 0;
}

char LICENSE[] SEC("license") = "GPL";
