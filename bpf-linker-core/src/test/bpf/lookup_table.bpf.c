// Private constants which the optimiser makes: a switch that becomes a table in .rodata without a BTF variable.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static int price(__u32 kind)
{
	switch (kind) {
	case 0: return 17;
	case 1: return 1000;
	case 2: return -4;
	case 3: return 99999;
	case 4: return 7;
	case 5: return 123;
	case 6: return 31;
	case 7: return 8;
	default: return 0;
	}
}

SEC("tc")
int use(struct __sk_buff *skb)
{
	static const __u16 weights[] = { 9, 8, 7, 6, 5, 4, 3, 2 };

	return price(skb->priority) + weights[skb->mark & 7];
}

char LICENSE[] SEC("license") = "GPL";
