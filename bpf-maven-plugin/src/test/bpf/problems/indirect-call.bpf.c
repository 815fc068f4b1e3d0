// A call through a pointer.
// problem: indirect-call
// says: 'program' calls through a pointer

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static int same(int value)
{
	return value;
}

int (*volatile chosen)(int) = same;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return chosen(ctx->ingress_ifindex);
}

char LICENSE[] SEC("license") = "GPL";
