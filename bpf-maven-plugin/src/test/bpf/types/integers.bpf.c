// Numbers of every kind, in variables whose bytes are what Java must read and write.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct limits {
	__u8 u8;
	__s8 s8;
	__u16 u16;
	__s16 s16;
	__u32 u32;
	__s32 s32;
	__u64 u64;
	__s64 s64;
};

struct limits least = { 0, -128, 0, -32768, 0, -2147483647 - 1, 0, -0x7fffffffffffffffLL - 1 };
struct limits most = { 255, 127, 65535, 32767, 0xffffffff, 0x7fffffff, ~0ULL, 0x7fffffffffffffffLL };
struct limits mixed = { 0x12, 0x34, 0x1234, 0x5678, 0x12345678, 0x9abcdef, 0x123456789abcdef0ULL, 0xfedcba987654321LL };

struct others {
	char plain;
	signed char small;
	unsigned char large;
	_Bool yes;
	_Bool no;
	float f;
	double d;
	__int128 wide;
	unsigned __int128 uwide;
	void *address;
	int (*callback)(struct others *others);
	long l;
	unsigned long long ull;
};

#define WIDE(high, low) ((__int128)(high) << 64 | (low))

struct others others = {
	'x', -3, 253, 1, 0, 1.5f, -2.25, WIDE(-2, 3), WIDE(0xfedcba9876543210ULL, 0x123456789abcdefULL),
	(void *)0xffff888012345678ULL, (void *)0x1234, -5, 0x8000000000000000ULL,
};
struct others extremes = {
	127, -128, 255, 0, 1, -0.0f, 1e300, WIDE(0x8000000000000000ULL, 0), WIDE(~0ULL, ~0ULL),
	(void *)~0ULL, 0, 0x7fffffffffffffffL, ~0ULL,
};

typedef __u16 port;
typedef port typed_port;
typedef const volatile typed_port seen_port;
typedef unsigned int unsigned_int;

struct chains {
	typed_port destination;
	seen_port source;
	const unsigned_int mask;
	volatile __s64 count;
	const char *const name;
	const volatile _Bool *volatile flag;
};

struct chains chains = { 53, 65535, 0xff00ff00, -9, (void *)1, (void *)2 };
