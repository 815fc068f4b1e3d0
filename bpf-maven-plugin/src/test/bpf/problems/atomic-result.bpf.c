// The result of an addition, for v1.
// problem: atomic-result
// says: Invalid usage of the XADD return value
// cpu: v1

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int counter;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return __sync_fetch_and_add(&counter, 1);
}

char LICENSE[] SEC("license") = "GPL";
