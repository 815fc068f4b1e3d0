// A path of the user's in a string.
// problem: machine-in-object
// says: the object tells of this machine
// needs: home

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	bpf_printk("%s", HOME "/project");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
