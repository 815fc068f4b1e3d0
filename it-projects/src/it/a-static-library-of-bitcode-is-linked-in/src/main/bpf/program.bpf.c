#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int doubled(int value);

SEC("tc")
int program(struct __sk_buff *skb)
{
	return doubled(skb->len);
}

char LICENSE[] SEC("license") = "GPL";
