// printf, declared: the linker misses it.
// problem: print-function
// says: undefined symbol 'printf'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int printf(const char *, ...);

SEC("xdp")
int program(struct xdp_md *ctx)
{
	printf("%d\n", ctx->ingress_ifindex);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
