// A function that the kernel has no like of.
// problem: c-library-function
// says: call to undeclared library function 'sqrt'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return sqrt(ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
