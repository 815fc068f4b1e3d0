// No header that defines SEC.
// problem: sec-undefined
// says: expected parameter declarator

#include <linux/bpf.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
