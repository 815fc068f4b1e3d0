// Data in sections of its own name: .data.hot, .rodata.names and others become maps of their own.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int hot SEC(".data.hot") = 3;
__u64 hotter SEC(".data.hot") = 4;
static __u64 hidden_hot SEC(".data.hot");
const char names[2][8] SEC(".rodata.names") = { "alpha", "beta" };
const volatile int level SEC(".rodata.level") = 1;

SEC("tc")
int use(struct __sk_buff *skb)
{
	__u32 i = skb->mark & 1;

	hot++;
	hotter += hot;
	hidden_hot += hotter + level;
	return names[i][skb->priority & 7] + (int)hidden_hot;
}

char LICENSE[] SEC("license") = "GPL";
