// 600 bytes on the stack.
// problem: stack-too-large
// says: Looks like the BPF stack limit is exceeded

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	char text[600];
	
	bpf_probe_read_kernel(text, sizeof(text), ctx);
	bpf_printk("%s", text);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
