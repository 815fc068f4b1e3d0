// malloc.
// problem: heap-function
// says: call to undeclared library function 'malloc'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return malloc(10) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
