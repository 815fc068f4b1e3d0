// Two letters swapped.
// problem: unknown-section
// says: is in section 'xpd', which libbpf does not know
// says: did you mean SEC("xdp")?

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xpd")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
