// A struct of 32 bytes as an argument.
// problem: struct-by-value
// says: pass by value not supported

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct four {
	long a, b, c, d;
};

__noinline int sum(struct four values)
{
	return values.a + values.d;
}

SEC("xdp")
int program(struct xdp_md *ctx)
{
	struct four values = {ctx->ingress_ifindex, 2, 3, 4};
	
	return sum(values);
}

char LICENSE[] SEC("license") = "GPL";
