// Statics named like those of its library: both stay, and neither is taken for the other.
// kernel: loads
// pulls: same_names.c
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 library_step(__u32 by);

static __u64 calls = 1;

static __noinline __u64 step(__u64 by)
{
	calls += by;
	return calls;
}

SEC("tc")
int run(struct __sk_buff *skb)
{
	return (step(skb->len) + step(2) + library_step(skb->mark)) & 1;
}

char LICENSE[] SEC("license") = "GPL";
