// bpf_loop and bpf_for_each_map_elem: callbacks in .text, called by the kernel.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 100);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

struct state {
	__u64 sum;
	__u32 limit;
};

static long step(__u32 index, void *context)
{
	struct state *state = context;

	state->sum += index;
	return index >= state->limit;
}

static long visit(void *map, __u32 *key, __u64 *value, void *context)
{
	struct state *state = context;

	state->sum += *key * *value;
	return 0;
}

SEC("tc")
int run(struct __sk_buff *skb)
{
	struct state state = { .sum = 0, .limit = skb->len };

	bpf_loop(1000, step, &state, 0);
	bpf_for_each_map_elem(&numbers, visit, &state, 0);
	return state.sum & 1;
}

char LICENSE[] SEC("license") = "GPL";
