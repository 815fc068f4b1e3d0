// A sanitizer.
// problem: instrumentation
// says: undefined symbol '__ubsan_handle_shift_out_of_bounds'
// args: -fsanitize=shift

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return 1 << ctx->ingress_ifindex;
}

char LICENSE[] SEC("license") = "GPL";
