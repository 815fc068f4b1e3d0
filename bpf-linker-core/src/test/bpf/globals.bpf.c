// Global variables in .data, .rodata and .bss: scalars, arrays, structs, a pointer-free table.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct limits {
	__u32 low;
	__u32 high;
	__u64 burst;
};

int enabled = 1;
__u64 start = 0x1122334455667788ULL;
struct limits limits = { 10, 20, 1ULL << 40 };
__u16 ports[5] = { 22, 80, 443, 8080, 65535 };

const int table[4] = { 3, 1, 4, 1 };

__u64 hits;
__u8 last[33];
struct limits seen_limits;
static __u64 private_hits;

SEC("tc")
int use(struct __sk_buff *skb)
{
	__u32 i = skb->priority & 3;

	if (!enabled)
		return 0;
	hits++;
	private_hits += 2;
	last[i] = (__u8)ports[i];
	seen_limits = limits;
	seen_limits.burst += start;
	return table[i] + (int)private_hits;
}

char LICENSE[] SEC("license") = "GPL";
