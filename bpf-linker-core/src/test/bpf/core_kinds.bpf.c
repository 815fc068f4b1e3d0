// CO-RE relocations of every kind against one kernel: moved and nested members, bit fields, arrays, flavours, enums of 64 bits.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct net_device;

typedef unsigned long long mine_t;

enum perf_callchain_context___mine {
	PERF_CONTEXT_USER = 0x1234567890ULL,
	PERF_CONTEXT_NO_SUCH,
};

struct list_head {
	struct list_head *prev, *next;
} __attribute__((preserve_access_index));

struct task_struct {
	char comm[16];
	int exit_code;
	struct list_head tasks;
	struct {
		struct task_struct *group_leader;
	};
} __attribute__((preserve_access_index));

struct task_struct___gone {
	int no_such_member;
	void *mm;
} __attribute__((preserve_access_index));

struct sk_buff {
	union {
		struct net_device *dev;
		unsigned long dev_scratch;
	};
	unsigned char fclone : 2;
	unsigned char pkt_type : 3;
	unsigned char cloned : 1;
	char cb[48];
} __attribute__((preserve_access_index));

struct bpf_array {
	unsigned int elem_size;
	char value[0];
} __attribute__((preserve_access_index));

struct list_head___matching {
	struct list_head *next, *prev;
};

struct list_head___other {
	int next;
};

__u64 answers[40];

SEC("raw_tp/sched_switch")
int fields(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[1];
	struct task_struct___gone *gone = (void *)task;
	struct sk_buff *buffer = (void *)task;
	struct bpf_array *array = (void *)task;

	answers[0] = bpf_core_field_offset(task->tasks.next);
	answers[1] = bpf_core_field_offset(task->group_leader);
	answers[2] = bpf_core_field_offset(task->comm[5]);
	answers[3] = bpf_core_field_size(task->comm);
	answers[4] = bpf_core_field_size(task->comm[5]);
	answers[5] = bpf_core_field_exists(gone->no_such_member);
	answers[6] = bpf_core_field_exists(gone->mm);
	answers[7] = bpf_core_field_offset(buffer->dev_scratch);
	answers[8] = bpf_core_field_offset(buffer->cb[47]);
	answers[9] = bpf_core_field_offset(array->value[12]);
	answers[10] = bpf_core_field_exists(array->value[12]);
	answers[11] = __builtin_preserve_field_info(task->exit_code, BPF_FIELD_SIGNED);
	answers[12] = __builtin_preserve_field_info(buffer->pkt_type, BPF_FIELD_SIGNED);
	answers[13] = __builtin_preserve_field_info(buffer->pkt_type, BPF_FIELD_LSHIFT_U64);
	answers[14] = __builtin_preserve_field_info(buffer->pkt_type, BPF_FIELD_RSHIFT_U64);
	answers[15] = __builtin_preserve_field_info(buffer->fclone, BPF_FIELD_BYTE_OFFSET);
	answers[16] = __builtin_preserve_field_info(buffer->fclone, BPF_FIELD_BYTE_SIZE);
	answers[17] = __builtin_preserve_field_info(buffer->fclone, BPF_FIELD_LSHIFT_U64);
	answers[18] = bpf_core_field_offset(task[1].exit_code);
	return 0;
}

SEC("raw_tp/sys_enter")
int types(void *ctx)
{
	answers[20] = bpf_core_type_id_local(struct list_head___matching);
	answers[21] = bpf_core_type_exists(struct sk_buff);
	answers[22] = bpf_core_type_size(struct bpf_array);
	answers[23] = bpf_core_type_matches(struct list_head___matching);
	answers[24] = bpf_core_type_matches(struct list_head___other);
	answers[25] = bpf_core_type_exists(mine_t);
	answers[26] = bpf_core_enum_value(enum perf_callchain_context___mine, PERF_CONTEXT_USER);
	answers[27] = bpf_core_enum_value_exists(enum perf_callchain_context___mine, PERF_CONTEXT_NO_SUCH);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
