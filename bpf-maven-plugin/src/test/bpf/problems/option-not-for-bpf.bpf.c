// A flag that hardens programs for x86.
// problem: option-not-for-bpf
// says: option 'cf-protection=return' cannot be specified on this target
// args: -fcf-protection=full

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
