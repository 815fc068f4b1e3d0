// A macro of sys/socket.h.
// problem: c-library-constant
// says: use of undeclared identifier 'AF_INET6'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return ctx->ingress_ifindex == AF_INET6;
}

char LICENSE[] SEC("license") = "GPL";
