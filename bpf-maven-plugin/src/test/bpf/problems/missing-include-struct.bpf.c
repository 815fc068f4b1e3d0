// A struct of a header that is not included.
// problem: missing-include
// says: incomplete definition of type 'struct iphdr'
// says: What to do: Write #include <linux/ip.h>

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	struct iphdr *ip = (void *)(long)ctx->data;
	
	return ip->ttl;
}

char LICENSE[] SEC("license") = "GPL";
