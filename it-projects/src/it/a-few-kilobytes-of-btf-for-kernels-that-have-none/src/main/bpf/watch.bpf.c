#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct task_struct {
	int tgid;
	int no_such_member;
} __attribute__((preserve_access_index));

__u64 offset_of_tgid;
__u64 is_there;

SEC("raw_tp/sched_switch")
int watch(void *ctx)
{
	offset_of_tgid = bpf_core_field_offset(struct task_struct, tgid);
	is_there = bpf_core_field_exists(struct task_struct, no_such_member);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
