// Half of a name.
// problem: unknown-helper
// says: call to undeclared function 'bpf_ktime_get'
// says: there is bpf_ktime_get_ns

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return bpf_ktime_get() & 1;
}

char LICENSE[] SEC("license") = "GPL";
