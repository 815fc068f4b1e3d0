// Registers of x86, compiled for arm64.
// problem: registers-of-other-architecture
// says: no member named 'di' in 'struct pt_regs'
// targets: arm64

#include <vmlinux.h>
#include <bpf/bpf_helpers.h>

SEC("kprobe/do_unlinkat")
int program(struct pt_regs *ctx)
{
	return ctx->di;
}

char LICENSE[] SEC("license") = "GPL";
