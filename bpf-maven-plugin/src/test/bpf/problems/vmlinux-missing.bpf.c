// An architecture in the name, as some projects have it.
// problem: vmlinux-missing
// says: 'vmlinux_arm64.h' file not found

#include "vmlinux_arm64.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return 2;
}

char LICENSE[] SEC("license") = "GPL";
