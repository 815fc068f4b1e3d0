// volatile reads and writes and compiler barriers must not be merged or dropped.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

volatile __u32 counter;
volatile const __u64 limit = 9;
__u32 plain;

SEC("tc")
int touch(struct __sk_buff *skb)
{
	volatile __u32 local = skb->len;

	counter = 1;
	counter = 2;
	(void)counter;
	local += counter;
	plain = 1;
	asm volatile("" ::: "memory");
	plain = 2;
	barrier_var(plain);
	if (local > limit)
		*(volatile __u32 *)&plain = local;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
