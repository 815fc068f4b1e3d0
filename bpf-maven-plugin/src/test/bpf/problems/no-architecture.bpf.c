// Where the argument is depends on the architecture.
// problem: no-architecture
// says: this macro depends on the architecture: put architectures such as amd64,arm64 into <targets>

#include <vmlinux.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

SEC("kprobe/do_unlinkat")
int program(struct pt_regs *ctx)
{
	return !!PT_REGS_PARM1(ctx);
}

char LICENSE[] SEC("license") = "GPL";
