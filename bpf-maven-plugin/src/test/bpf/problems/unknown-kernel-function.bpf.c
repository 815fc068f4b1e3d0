// A kfunc that nothing declares.
// problem: unknown-kernel-function
// says: call to undeclared function 'bpf_cpumask_weight'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return bpf_cpumask_weight(0);
}

char LICENSE[] SEC("license") = "GPL";
