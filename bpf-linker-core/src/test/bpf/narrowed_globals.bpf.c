// Static variables of which the optimiser leaves less than their type says: an int with two values becomes a byte, a struct
// is taken apart into members of 1, 2, 4 and 8 bytes. And variables without a size, for which no DATASEC has room.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct empty {};

struct parts {
	__u64 eight;
	__u32 four;
	__u16 two;
	__u8 one;
	void *pointer;
};

struct empty nothing;
int none[0];
int whole;

static struct parts parts = { 1, 2, 3, 4, 0 };
static int seen;

SEC("tc")
int use(struct __sk_buff *skb)
{
	parts.eight += skb->len;
	parts.four += skb->mark;
	parts.two += skb->protocol;
	parts.one += skb->ifindex;
	if (seen)
		whole++;
	seen = 12;
	return parts.eight + parts.four + parts.two + parts.one;
}

char LICENSE[] SEC("license") = "GPL";
