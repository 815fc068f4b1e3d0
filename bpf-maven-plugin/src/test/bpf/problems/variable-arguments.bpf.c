// A function with ... of its own.
// problem: variable-arguments
// says: Cannot select: ch = vaend

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __noinline int first(int n, ...)
{
	__builtin_va_list list;
	__builtin_va_start(list, n);
	int value = __builtin_va_arg(list, int);
	__builtin_va_end(list);
	return value;
}

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return first(1, ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
