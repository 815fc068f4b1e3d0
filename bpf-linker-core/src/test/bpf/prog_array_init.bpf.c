// A program array with static contents: relocations in .maps that point to programs.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int first(struct xdp_md *ctx);
int second(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 3);
	__uint(key_size, sizeof(__u32));
	__array(values, int(struct xdp_md *));
} steps SEC(".maps") = {
	.values = {
		[0] = first,
		[2] = second,
	},
};

SEC("xdp")
int entry(struct xdp_md *ctx)
{
	bpf_tail_call_static(ctx, &steps, 0);
	return XDP_ABORTED;
}

SEC("xdp")
int first(struct xdp_md *ctx)
{
	bpf_tail_call_static(ctx, &steps, 2);
	return XDP_DROP;
}

SEC("xdp")
int second(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
