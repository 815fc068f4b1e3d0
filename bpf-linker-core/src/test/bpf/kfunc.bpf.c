// Calls of kernel functions (kfuncs), a strong one pair and a weak one which may be missing.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct task_struct {
	int pid;
} __attribute__((preserve_access_index));

extern struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_no_such_kfunc(void *p) __ksym __weak;

int found;

SEC("syscall")
int find(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(1);

	if (!task)
		return 0;
	found = task->pid;
	if (bpf_no_such_kfunc)
		bpf_no_such_kfunc(task);
	bpf_task_release(task);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
