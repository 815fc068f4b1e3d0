// A class.
// problem: c-plus-plus
// says: unknown type name 'class'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

class counter {};

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
