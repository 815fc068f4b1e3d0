// The address of a caller.
// problem: unsupported-code
// says: LLVM gave up: unimplemented opcode

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return (long)__builtin_return_address(1);
}

char LICENSE[] SEC("license") = "GPL";
