// Reads the parent of a task, by a relocation: the running kernel is another than the one whose types are packed.
#include <vmlinux.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

int parent;

SEC("raw_tp/sched_process_exit")
int on_exit(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx->args[0];

	parent = BPF_CORE_READ(task, real_parent, tgid);
	return 0;
}
