// A loop whose end is known to the packet alone.
// problem: loop-not-unrolled
// says: loop not unrolled

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	int sum = 0;
	
	#pragma unroll
	for (int i = 0; i < ctx->ingress_ifindex; i++)
		sum += bpf_get_prandom_u32();
	return sum;
}

char LICENSE[] SEC("license") = "GPL";
