// A variable for each thread.
// problem: thread-local
// says: thread-local storage is not supported for the current target

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__thread int counter;

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return counter++;
}

char LICENSE[] SEC("license") = "GPL";
