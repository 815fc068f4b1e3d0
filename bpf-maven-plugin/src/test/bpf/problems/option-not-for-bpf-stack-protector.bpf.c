// A flag of Debian's, Gentoo's and Nix's builds.
// problem: option-not-for-bpf
// says: ignoring '-fstack-protector-strong' option as it is not currently supported for target 'bpfel'
// args: -fstack-protector-strong

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
