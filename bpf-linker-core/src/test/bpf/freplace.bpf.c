// An extension that replaces a global function of another program.
// kernel: refused (needs a loaded program to extend, which bpftool cannot name)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("freplace/global_sum")
int new_sum(int a, int b)
{
	return a - b;
}

char LICENSE[] SEC("license") = "GPL";
