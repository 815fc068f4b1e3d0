// A map in the section maps.
// problem: legacy-map
// says: is defined in the old way

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__u32 type, key_size, value_size, max_entries, map_flags;
} counts SEC("maps") = {2, 4, 4, 1, 0};

SEC("xdp")
int program(struct xdp_md *ctx)
{
	__u32 key = 0;
	
	return bpf_map_lookup_elem(&counts, &key) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
