// Without the directory bpf/.
// problem: libbpf-header-missing
// says: 'bpf_helpers.h' file not found

#include <linux/bpf.h>
#include "bpf_helpers.h"

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
