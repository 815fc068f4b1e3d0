// A struct that is declared only.
// problem: incomplete-type
// says: incomplete definition of type 'struct task_struct'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	
	return task->pid;
}

char LICENSE[] SEC("license") = "GPL";
