// Pulls a library source which pulls another one.
// kernel: loads
// pulls: checksum.c ports.c
#include "ports.h"
#include <bpf/bpf_helpers.h>

SEC("tc")
int bucket(struct __sk_buff *skb)
{
	return port_bucket(skb->mark, skb->priority);
}

char LICENSE[] SEC("license") = "GPL";
