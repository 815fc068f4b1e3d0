// Many programs in one section, of different sizes, with a subprogram shared by all of them.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 counts[8];

static __noinline void bump(__u32 i)
{
	counts[i & 7]++;
}

#define PROGRAM(n)                                \
	SEC("tc")                                 \
	int program_##n(struct __sk_buff *skb)    \
	{                                         \
		if (skb->len > 100 * n)           \
			bump(n);                  \
		return n;                         \
	}

PROGRAM(0)
PROGRAM(1)
PROGRAM(2)
PROGRAM(3)
PROGRAM(4)
PROGRAM(5)
PROGRAM(6)
PROGRAM(7)

SEC("xdp")
int other(struct xdp_md *ctx)
{
	bump(ctx->rx_queue_index);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
