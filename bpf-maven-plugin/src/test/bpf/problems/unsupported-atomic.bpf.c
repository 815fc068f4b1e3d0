// An atomic maximum.
// problem: unsupported-atomic
// says: Cannot select

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int counter;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return __atomic_fetch_max(&counter, 1, __ATOMIC_RELAXED);
}

char LICENSE[] SEC("license") = "GPL";
