// A name of nobody.
// problem: unknown-section
// says: is in section 'counting', which libbpf does not know
// says: docs/sections.md

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("counting")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
