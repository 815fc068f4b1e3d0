// Calls a __hidden library function with a pointer to its own stack.
// kernel: loads
// pulls: hidden.c
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__hidden int sum_of(const int *numbers, int count);

SEC("tc")
int add(struct __sk_buff *skb)
{
	int numbers[4] = { skb->len, skb->mark, skb->priority, skb->hash };

	return sum_of(numbers, 3) & 1;
}

char LICENSE[] SEC("license") = "GPL";
