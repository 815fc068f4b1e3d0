// The program's own bit fields: their layout in memory and in BTF differs by byte order.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct header {
	__u8 version : 4;
	__u8 length : 4;
	__u16 flags : 3;
	__u16 offset : 13;
	__u32 : 5;
	__u32 label : 20;
	__s64 wide : 40;
	_Bool last : 1;
};

struct header header = { .version = 4, .length = 5, .flags = 2, .offset = 100, .label = 0xabcde, .wide = -3 };

SEC("tc")
int use(struct __sk_buff *skb)
{
	header.offset += skb->len;
	header.label = skb->hash;
	header.last = skb->len > 100;
	return header.version + header.length + (header.wide < 0);
}

char LICENSE[] SEC("license") = "GPL";
