// CO-RE reads of bit fields, which take five relocations each and whose shifts differ by byte order.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct task_struct {
	unsigned int sched_reset_on_fork : 1;
	unsigned int sched_contributes_to_load : 1;
	unsigned int in_execve : 1;
	unsigned int no_new_privs : 1;
} __attribute__((preserve_access_index));

__u64 flags;

SEC("raw_tp/sched_switch")
int bits(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[1];

	flags = BPF_CORE_READ_BITFIELD_PROBED(task, sched_reset_on_fork);
	flags |= BPF_CORE_READ_BITFIELD_PROBED(task, in_execve) << 1;
	return 0;
}

SEC("tp_btf/sched_switch")
int direct_bits(unsigned long long *ctx)
{
	struct task_struct *task = (void *)ctx[1];

	flags |= BPF_CORE_READ_BITFIELD(task, in_execve) << 2;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
