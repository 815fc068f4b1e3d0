// The old map definition in a section called `maps`: a struct of numbers, without BTF types.
// kernel: refused (libbpf 1.0 and later: legacy map definitions are not supported)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_map_def_of_old {
	unsigned int type;
	unsigned int key_size;
	unsigned int value_size;
	unsigned int max_entries;
	unsigned int map_flags;
};

struct bpf_map_def_of_old SEC("maps") old_counts = {
	.type = BPF_MAP_TYPE_ARRAY,
	.key_size = sizeof(__u32),
	.value_size = sizeof(__u64),
	.max_entries = 4,
};

SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 key = ctx->rx_queue_index & 3;
	__u64 *n = bpf_map_lookup_elem(&old_counts, &key);

	if (n)
		*n += 1;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
