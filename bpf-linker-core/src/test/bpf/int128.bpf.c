// __int128: a 16-byte BTF INT; sums and shifts are expanded (products would need a library call that BPF has not).
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

typedef unsigned __int128 u128;

u128 total = 1;
__int128 lowest = -1;

SEC("tc")
int add(struct __sk_buff *skb)
{
	total += (u128)skb->len << 70;
	lowest -= skb->len;
	return (int)(total >> 64) + (lowest < 0);
}

char LICENSE[] SEC("license") = "GPL";
