// CO-RE reads: direct, over several pointers, of arrays, strings and nested members of kernel structs.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct nsproxy;

struct task_struct {
	int pid;
	int tgid;
	unsigned long long start_time;
	struct task_struct *group_leader;
	struct task_struct *real_parent;
	struct mm_struct *mm;
	char comm[16];
	struct nsproxy *nsproxy;
} __attribute__((preserve_access_index));

struct mm_struct {
	struct {
		unsigned long total_vm;
		struct {
			unsigned long start_code;
		};
	};
} __attribute__((preserve_access_index));

__u64 result;
char name[16];

SEC("raw_tp/sched_switch")
int on_switch(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[1];
	struct task_struct *parent;

	result = BPF_CORE_READ(task, pid);
	result += BPF_CORE_READ(task, real_parent, group_leader, tgid);
	result += BPF_CORE_READ(task, mm, total_vm);
	result += BPF_CORE_READ(task, mm, start_code);
	bpf_core_read(&parent, sizeof(parent), &task->real_parent);
	BPF_CORE_READ_INTO(&result, parent, start_time);
	bpf_core_read_str(name, sizeof(name), &task->comm);
	result += BPF_CORE_READ(task, comm[3]);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
