// Pulls one library source by one function.
// kernel: loads
// pulls: checksum.c
#include "checksum.h"
#include <bpf/bpf_helpers.h>

SEC("tc")
int fold(struct __sk_buff *skb)
{
	return fold_checksum(skb->hash) & 1;
}

char LICENSE[] SEC("license") = "GPL";
