// BCC's bpf_trace_printk.
// problem: trace-printk-size
// says: too few arguments to function call

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	bpf_trace_printk("hello");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
