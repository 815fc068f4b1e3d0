// A directory of a machine on the search path, given by the test.
// problem: host-include-path
// says: 'bits/libc-header-start.h' file not found
// include: /usr/include
// needs: /usr/include/stdio.h

#include <stdio.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
