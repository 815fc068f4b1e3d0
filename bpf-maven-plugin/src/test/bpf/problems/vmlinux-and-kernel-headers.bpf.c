// vmlinux.h is not the first.
// problem: vmlinux-and-kernel-headers
// says: redefinition of 'bpf_addr_space_cast'

#include <linux/bpf.h>
#include <vmlinux.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
