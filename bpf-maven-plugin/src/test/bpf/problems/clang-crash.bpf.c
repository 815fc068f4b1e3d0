// What clang itself has for trying this out.
// problem: clang-crash
// says: clang crashed while it compiled this source

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

#pragma clang __debug crash

char LICENSE[] SEC("license") = "GPL";
