// 13 values.
// problem: printk-arguments
// says: called object type 'int' is not a function

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	bpf_printk("%d", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
