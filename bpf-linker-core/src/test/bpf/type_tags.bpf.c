// Type tags on pointers: a kernel pointer kept in a map value, exchanged by bpf_kptr_xchg, and free-form tags.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define __mine __attribute__((btf_type_tag("mine")))

struct task_struct {
	int pid;
} __attribute__((preserve_access_index));

struct holder {
	struct task_struct __kptr *task;
	int *__mine tagged;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct holder);
} holders SEC(".maps");

extern struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;

SEC("syscall")
int keep(void *ctx)
{
	__u32 zero = 0;
	struct holder *holder = bpf_map_lookup_elem(&holders, &zero);
	struct task_struct *task;

	if (!holder)
		return 0;
	task = bpf_task_from_pid(1);
	if (!task)
		return 0;
	task = bpf_kptr_xchg(&holder->task, task);
	if (task)
		bpf_task_release(task);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
