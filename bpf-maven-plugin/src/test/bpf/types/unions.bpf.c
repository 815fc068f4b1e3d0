// Unions: with a name and without, in structs, in each other and in arrays; a variable for each member that is set.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	__u16 left;
	__u32 right;
};

enum color { RED, GREEN = 5 };

union number {
	__u8 u8;
	__s16 s16;
	__u32 u32;
	__s64 s64;
	float f;
	double d;
	_Bool flag;
	void *address;
	enum color color;
	__int128 wide;
	__u16 halves[3];
	char text[16];
	struct pair pair;
	struct pair pairs[2];
	__u32 low : 9;
};

union number u8 = { .u8 = 255 };
union number s16 = { .s16 = -2 };
union number u32 = { .u32 = 0xfffffffe };
union number s64 = { .s64 = -3 };
union number f = { .f = 1.5f };
union number d = { .d = -2.5 };
union number flag = { .flag = 1 };
union number address = { .address = (void *)0x123456789aULL };
union number color = { .color = GREEN };
union number wide = { .wide = (__int128)0x0123456789abcdefULL << 64 | 5 };
union number halves = { .halves = { 1, 2, 65535 } };
union number text = { .text = "hello" };
union number pair = { .pair = { 7, 8 } };
union number pairs = { .pairs = { { 1, 2 }, { 3, 4 } } };
union number low = { .low = 300 };

struct tagged {
	__u8 kind;
	union number number;
	union number many[2];
};

struct tagged tagged = { 1, { .u32 = 2 }, { { .s16 = -3 }, { .d = 4.5 } } };

struct address {
	__u16 family;
	union {
		__u32 v4;
		struct {
			__u64 high;
			__u64 low;
		};
		__u8 raw[16];
	};
	union {
		__u16 port;
		char service[2];
	} to[2];
};

struct address address_v4 = { .family = 4, .v4 = 0x0a000001, .to = { { .port = 80 }, { .service = "ab" } } };
struct address address_v6 = { .family = 6, .high = 0x20010db800000000ULL, .low = 1 };

union deep {
	struct {
		__u32 a;
		union {
			__u16 s;
			struct {
				__u8 x;
				union {
					__u8 y;
					__s8 z;
				};
			};
		} inner;
	} first;
	__u64 whole;
	union {
		__u8 one;
		__u16 two;
	};
};

union deep deep = { .first = { 1, { .x = 2, .z = -3 } } };
union deep shallow = { .two = 0x1234 };

struct bits {
	union {
		__u32 whole;
		struct {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
			__u32 low : 5, high : 27;
#else
			__u32 high : 27, low : 5;
#endif
		};
	};
};

struct bits bits = { .low = 3, .high = 4 };

// Arrays without a length are as long as the union is.
union open {
	__u64 number;
	struct {
		__u16 first;
		__u16 rest[];
	};
	__u8 bytes[0];
};

union open open = { .number = 0x0102030405060708ULL };

// Nothing but bit-fields, in another order for each byte order: what the union is called by.
struct only_bits {
	union {
		struct {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
			__u8 least : 3, most : 5;
#else
			__u8 most : 5, least : 3;
#endif
		};
	};
};

struct only_bits only_bits = { .least = 1, .most = 30 };
