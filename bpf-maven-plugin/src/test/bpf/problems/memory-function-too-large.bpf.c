// memcpy of 4096 bytes.
// problem: memory-function-too-large
// says: a call of 'memcpy' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char from[4096], to[4096];

SEC("xdp")
int program(struct xdp_md *ctx)
{
	__builtin_memcpy(to, from, sizeof(to));
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
