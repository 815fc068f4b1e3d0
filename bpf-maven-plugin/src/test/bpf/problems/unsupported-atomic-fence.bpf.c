// A fence.
// problem: unsupported-atomic
// says: Cannot select: ch = AtomicFence

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	__sync_synchronize();
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
