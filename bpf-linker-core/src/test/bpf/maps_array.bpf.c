// Array map kinds: plain, memory-mapped, per-CPU, perf events, stack traces, cgroups.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 16);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, __u64);
} mapped SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, char[256]);
} scratch SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(int));
	__uint(value_size, sizeof(int));
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 128);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 64 * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} cgroups SEC(".maps");

SEC("raw_tp/sys_enter")
int on_enter(struct bpf_raw_tracepoint_args *ctx)
{
	__u32 zero = 0;
	char *room = bpf_map_lookup_elem(&scratch, &zero);
	__u64 *n = bpf_map_lookup_elem(&mapped, &zero);

	if (!room || !n)
		return 0;
	if (bpf_current_task_under_cgroup(&cgroups, 0) == 1)
		*n += 1;
	bpf_get_current_comm(room, 16);
	*n += bpf_get_stackid(ctx, &stacks, 0) < 0 ? 1 : 0;
	bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, room, 32);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
