// A macro that no header has.
// problem: undefined-macro
// says: type specifier missing, defaults to 'int'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

GADGET_TRACER(open, events, event);

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
