// No license.
// problem: no-license
// says: no license: the kernel will refuse programs

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}
