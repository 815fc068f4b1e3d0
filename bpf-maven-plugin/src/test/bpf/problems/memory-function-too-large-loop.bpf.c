// A loop that clang makes a memset of.
// problem: memory-function-too-large
// says: a call of 'memset' is left

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char all[4096];

SEC("xdp")
int program(struct xdp_md *ctx)
{
	for (int i = 0; i < sizeof(all); i++)
		all[i] = 0;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
