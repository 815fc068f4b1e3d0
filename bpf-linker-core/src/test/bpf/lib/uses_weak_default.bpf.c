// Strong definitions beside a library's weak ones: the strong function and variable win.
// kernel: loads
// pulls: weak_default.c
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int decide_twice(__u32 x);

__u32 threshold = 50;

__noinline int decide(__u32 x)
{
	return x > threshold ? 2 : 0;
}

SEC("tc")
int run(struct __sk_buff *skb)
{
	return decide_twice(skb->len);
}

char LICENSE[] SEC("license") = "GPL";
