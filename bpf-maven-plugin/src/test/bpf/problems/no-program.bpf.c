// SEC is missing.
// problem: no-program
// says: there is no program and no map

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
