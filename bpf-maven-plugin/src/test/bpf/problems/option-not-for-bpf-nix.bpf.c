// A flag of Nix's wrapper.
// problem: option-not-for-bpf
// says: unsupported option '-fzero-call-used-regs=used-gpr' for target 'bpfel'
// args: -fzero-call-used-regs=used-gpr

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
