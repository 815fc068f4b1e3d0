// CO-RE questions: does a field or type exist, how large is it, where does it lie. Also ___flavours.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct task_struct {
	unsigned int __state;
	int pid;
} __attribute__((preserve_access_index));

struct task_struct___before_5_14 {
	volatile long state;
	int no_such_member;
} __attribute__((preserve_access_index));

struct no_such_struct_in_any_kernel {
	int x;
} __attribute__((preserve_access_index));

__u64 answers[8];

SEC("raw_tp/sched_switch")
int ask(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[1];
	struct task_struct___before_5_14 *old = (void *)task;

	if (bpf_core_field_exists(task->__state))
		answers[0] = BPF_CORE_READ(task, __state);
	else if (bpf_core_field_exists(old->state))
		answers[0] = BPF_CORE_READ(old, state);
	answers[1] = bpf_core_field_exists(old->no_such_member);
	answers[2] = bpf_core_field_size(task->pid);
	answers[3] = bpf_core_field_offset(struct task_struct, pid);
	answers[4] = bpf_core_type_exists(struct no_such_struct_in_any_kernel);
	answers[5] = bpf_core_type_size(struct task_struct);
	if (bpf_core_type_exists(struct no_such_struct_in_any_kernel))
		answers[6] = bpf_core_type_size(struct no_such_struct_in_any_kernel);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
