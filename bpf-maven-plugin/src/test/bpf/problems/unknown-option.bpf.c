// A flag of GCC alone.
// problem: unknown-option
// says: unknown argument: '-fno-ipa-sra-all'
// args: -fno-ipa-sra-all

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
