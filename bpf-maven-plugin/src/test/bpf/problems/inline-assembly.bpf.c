// Assembly of x86.
// problem: inline-assembly
// says: in an asm statement: invalid register/token name

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	asm volatile("nop");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
