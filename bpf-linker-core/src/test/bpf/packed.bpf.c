// Packed and aligned structs: unaligned members are read byte by byte, padding is kept in BTF.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct wire {
	__u8 kind;
	__u32 id;
	__u64 cookie;
	__u16 port;
} __attribute__((packed));

struct padded {
	__u8 a;
	__u64 b;
	__u8 c;
} __attribute__((aligned(32)));

struct wire wire = { 1, 0x01020304, 0x1112131415161718ULL, 0x2122 };
struct padded padded = { 1, 2, 3 };

SEC("tc")
int use(struct __sk_buff *skb)
{
	wire.id += skb->len;
	wire.cookie ^= wire.id;
	padded.b = wire.cookie;
	padded.c = wire.port;
	return wire.kind;
}

char LICENSE[] SEC("license") = "GPL";
