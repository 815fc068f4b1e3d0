// A socket filter: loads packet bytes with the old absolute-load instruction and with a helper.
// kernel: loads
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_helpers.h>

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");
unsigned long long load_half(void *skb, unsigned long long off) asm("llvm.bpf.load.half");

SEC("socket")
int filter(struct __sk_buff *skb)
{
	__u8 bytes[4] = {};

	if (load_half(skb, 12) != ETH_P_IP)
		return 0;
	if (bpf_skb_load_bytes(skb, ETH_HLEN + 16, bytes, sizeof(bytes)) < 0)
		return 0;
	return bytes[0] == 10 ? (int)load_byte(skb, ETH_HLEN + 9) : 0;
}

char LICENSE[] SEC("license") = "GPL";
