// A map as it was defined before libbpf 1.0.
// problem: old-map-definition
// says: incomplete type 'struct bpf_map_def'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_map_def SEC("maps") counts = {1, 4, 4, 1, 0};

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
