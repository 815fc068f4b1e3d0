// Enums with values above 32 bits (BTF ENUM64), signed and unsigned, beside plain ones.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum wide {
	WIDE_ZERO,
	WIDE_TOP = 0xffffffffffffffffULL,
	WIDE_MIDDLE = 0x100000000ULL,
};

enum negative {
	NEGATIVE_BIG = -0x100000001LL,
	NEGATIVE_ONE = -1,
	POSITIVE_ONE = 1,
};

enum plain {
	PLAIN_A,
	PLAIN_B = 7,
};

enum byte {
	BYTE_A = 200,
} __attribute__((packed));

enum wide wide = WIDE_MIDDLE;
enum negative negative = NEGATIVE_BIG;
enum plain plain = PLAIN_B;
enum byte byte = BYTE_A;

SEC("tc")
int compare(struct __sk_buff *skb)
{
	if (wide == WIDE_TOP || negative == NEGATIVE_ONE)
		return 1;
	return plain == PLAIN_B && byte == BYTE_A;
}

char LICENSE[] SEC("license") = "GPL";
