#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* A filter would replace this. */
const char version[] SEC(".rodata.version") = "${project.version} @project.version@";

SEC("tc")
int look(struct __sk_buff *skb)
{
	return version[skb->len & 7];
}
