// goto to an address.
// problem: computed-goto
// says: Cannot select: ch = brind

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	static void *labels[] = {&&pass, &&drop};
	
	goto *labels[ctx->ingress_ifindex & 1];
	pass:
	return XDP_PASS;
	drop:
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
