// A function of a header that is not included.
// problem: missing-include
// says: call to undeclared function 'bpf_htons'
// says: What to do: Write #include <bpf/bpf_endian.h>

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return bpf_htons(ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
