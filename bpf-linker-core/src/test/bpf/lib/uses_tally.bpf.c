// Shares a library's map and global variable: extern declarations in .maps and .data.
// kernel: loads
// pulls: tally.c
#include "tally.h"

SEC("tc")
int count(struct __sk_buff *skb)
{
	__u32 key = 3;
	__u64 *n = bpf_map_lookup_elem(&tallies, &key);

	tally_step = skb->len;
	if (n)
		*n = 0;
	return tally_add(skb->priority & 3) ? 2 : 0;
}

char LICENSE[] SEC("license") = "GPL";
