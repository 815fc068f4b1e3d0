// Zeroed data in sections of its own name, .bss.cold: without bits in the file.
// kernel: refused (libbpf 1.1 skips .bss sections with a suffix)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 cold[4] SEC(".bss.cold");
static __u64 hidden_cold SEC(".bss.cold");

SEC("tc")
int use(struct __sk_buff *skb)
{
	cold[skb->mark & 3]++;
	hidden_cold += cold[0];
	return hidden_cold & 1;
}

char LICENSE[] SEC("license") = "GPL";
