// __always_inline leaves no function, __noinline keeps one, plain static is the optimiser's choice.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __always_inline __u32 rotate(__u32 x, int by)
{
	return (x << by) | (x >> (32 - by));
}

static __noinline __u32 mix(__u32 a, __u32 b)
{
	return rotate(a, 7) ^ rotate(b, 13);
}

static __u32 fold(__u32 x)
{
	return (x >> 16) ^ (x & 0xffff);
}

static inline __u32 six_arguments(__u32 a, __u32 b, __u32 c, __u32 d, __u32 e, __u32 f)
{
	return fold(a + b) + fold(c + d) + fold(e + f);
}

SEC("tc")
int hash(struct __sk_buff *skb)
{
	__u32 x = mix(skb->hash, skb->mark);

	x = mix(x, fold(skb->len));
	return six_arguments(x, 1, skb->priority, 2, x >> 3, 3) & 0xf;
}

char LICENSE[] SEC("license") = "GPL";
