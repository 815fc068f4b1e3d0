// Arguments that take one or two words of the context, as functions that are given structs have them.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct pair {
	__u32 first[2];
	__u64 second;
};

__u64 seen[4];

SEC("raw_tp/sched_switch")
int BPF_PROG2(on_switch, char, preempted, struct pair, tasks, __u32, state)
{
	seen[0] = preempted;
	seen[1] = tasks.first[1];
	seen[2] = tasks.second;
	seen[3] = state;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
