// BTF-typed tracepoints: kernel pointers are followed without helpers, by CO-RE offsets.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct task_struct {
	int pid;
	struct task_struct *real_parent;
	unsigned long nvcsw;
} __attribute__((preserve_access_index));

__u64 switches;

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, _Bool preempt, struct task_struct *prev, struct task_struct *next)
{
	if (!preempt && next->real_parent->pid == 1)
		switches += prev->nvcsw;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
