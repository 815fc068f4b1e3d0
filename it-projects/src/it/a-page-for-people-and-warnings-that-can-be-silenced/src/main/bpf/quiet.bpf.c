#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int quiet(struct xdp_md *ctx)
{
	bpf_printk("on %d", ctx->ingress_ifindex);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
