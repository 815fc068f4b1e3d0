// Settings as `const volatile`: they stay in .rodata as symbols that a loader may set before the load.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 max_length = 1500;
const volatile __u8 blocked[8] = { 1, 2, 3, 4, 5, 6 };
const volatile _Bool strict = 1;
const volatile __s64 offset = -5;
const volatile struct {
	__u16 port;
	__u32 mark;
} target = { 53, 7 };

SEC("tc")
int check(struct __sk_buff *skb)
{
	if (strict && skb->len > max_length)
		return 2;
	if (skb->mark == target.mark && skb->vlan_tci == target.port)
		return blocked[skb->priority & 7];
	return (int)offset;
}

char LICENSE[] SEC("license") = "GPL";
