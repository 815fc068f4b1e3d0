// memcpy without a declaration.
// problem: memory-function
// says: call to undeclared library function 'memcpy'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char from[16], to[16];

SEC("xdp")
int program(struct xdp_md *ctx)
{
	memcpy(to, from, 16);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
