// An open-coded iterator over numbers: kfuncs with an iterator on the stack, cleaned up on every way out.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 squares[64];

SEC("tc")
int run(struct __sk_buff *skb)
{
	__u64 sum = 0;
	int i;

	bpf_for(i, 0, 64) {
		squares[i & 63] = (__u64)i * i;
		sum += squares[i & 63];
	}
	bpf_repeat(10) {
		if (sum > skb->len)
			break;
		sum += 3;
	}
	return sum & 1;
}

char LICENSE[] SEC("license") = "GPL";
