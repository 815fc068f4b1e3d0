#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <net/limits.h>

char LICENSE[] SEC("license") = "GPL";

/* Calls what the module's own programs call. */
SEC("xdp")
int check(struct xdp_md *ctx)
{
	return sum(LIMIT, 1) == 9 ? XDP_PASS : XDP_ABORTED;
}
