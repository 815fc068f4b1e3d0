// Functions in .text that stay functions: static, global, __weak and __hidden.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __noinline int local_sum(int a, int b)
{
	return a * 3 + b;
}

__noinline int global_sum(int a, int b)
{
	return local_sum(a, b) + 1;
}

__weak __noinline int weak_limit(int a)
{
	return a > 100 ? 100 : a;
}

__hidden __noinline int hidden_sum(int a, int b)
{
	return local_sum(b, a) - 1;
}

__noinline int with_context(struct __sk_buff *skb)
{
	return skb->len > 64 ? global_sum(skb->len, 64) : 0;
}

SEC("tc")
int main_prog(struct __sk_buff *skb)
{
	int x = local_sum(skb->len, skb->mark);

	x += global_sum(x, skb->priority);
	x += hidden_sum(x, skb->hash);
	x += with_context(skb);
	return weak_limit(x);
}

char LICENSE[] SEC("license") = "GPL";
