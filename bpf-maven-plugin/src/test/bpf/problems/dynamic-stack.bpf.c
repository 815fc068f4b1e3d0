// An array of variable length.
// problem: dynamic-stack
// says: unsupported dynamic stack allocation

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	char text[ctx->ingress_ifindex];
	
	bpf_probe_read_kernel(text, sizeof(text), ctx);
	return text[0];
}

char LICENSE[] SEC("license") = "GPL";
