// Static variables inside functions: local symbols such as `count.calls`, two functions with the same variable name.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __noinline __u64 first(void)
{
	static __u64 calls;
	static __u32 step = 2;

	calls += step;
	step ^= 1;
	return calls;
}

static __noinline __u64 second(void)
{
	static __u64 calls = 100;
	static const volatile __u32 most = 1000;

	if (calls < most)
		calls++;
	return calls;
}

SEC("tc")
int count(struct __sk_buff *skb)
{
	static __u64 calls;

	calls += first() + second();
	return calls & 1;
}

char LICENSE[] SEC("license") = "GPL";
