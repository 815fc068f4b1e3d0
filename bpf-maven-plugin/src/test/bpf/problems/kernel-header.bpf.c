// A header of the kernel's own.
// problem: kernel-header
// says: 'linux/skbuff.h' file not found

#include <linux/skbuff.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
