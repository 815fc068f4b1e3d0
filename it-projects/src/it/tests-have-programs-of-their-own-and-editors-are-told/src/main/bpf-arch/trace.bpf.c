#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

SEC("kprobe/do_exit")
int trace(struct pt_regs *ctx)
{
	return PT_REGS_PARM1(ctx) == FROM_THE_POM;
}
