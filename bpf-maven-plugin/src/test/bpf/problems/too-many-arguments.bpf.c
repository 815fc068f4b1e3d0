// Six arguments.
// problem: too-many-arguments
// says: stack arguments are not supported
// says: in function program i32 (ptr): a call of 'sum': too many arguments

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__noinline int sum(int a, int b, int c, int d, int e, int f)
{
	return a * b + c - d * e + f;
}

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return sum(ctx->data, ctx->data_end, ctx->data_meta, ctx->ingress_ifindex, 5, 6);
}

char LICENSE[] SEC("license") = "GPL";
