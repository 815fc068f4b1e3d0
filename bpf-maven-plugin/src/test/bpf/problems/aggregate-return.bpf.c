// A struct of 16 bytes as a result.
// problem: aggregate-return
// says: aggregate returns are not supported

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct two {
	long first, second;
};

__noinline struct two both(long value)
{
	return (struct two){value, 1};
}

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return both(ctx->ingress_ifindex).second;
}

char LICENSE[] SEC("license") = "GPL";
