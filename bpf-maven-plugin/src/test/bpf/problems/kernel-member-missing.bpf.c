// A member that kernels have renamed.
// problem: kernel-member-missing
// says: no member named 'state' in 'struct task_struct'

#include <vmlinux.h>
#include <bpf/bpf_helpers.h>

SEC("kprobe/do_unlinkat")
int program(struct pt_regs *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	
	return !!task->state;
}

char LICENSE[] SEC("license") = "GPL";
