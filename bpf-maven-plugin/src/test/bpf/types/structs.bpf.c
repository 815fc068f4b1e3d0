// Structs of every shape: packed, aligned, nested, anonymous, open at the end, empty, and too large for a record.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct __attribute__((packed)) packed {
	__s8 c;
	__s64 l;
	__s16 s;
	__u32 i;
};

struct packed packed = { -1, 0x123456789abcdef0LL, -2, 0xfffffffd };

struct partly_packed {
	__u8 c;
	__s32 loose __attribute__((packed));
	struct packed inner;
	__s64 l;
};

struct partly_packed partly_packed = { 1, 2, { 3, 4, 5, 6 }, 7 };

struct __attribute__((aligned(64))) aligned {
	__u8 c;
	__s32 i __attribute__((aligned(16)));
};

struct holds_aligned {
	__u8 before;
	struct aligned aligned;
	struct aligned many[2];
	__u8 after;
};

struct holds_aligned holds_aligned = { 1, { 2, 3 }, { { 4, 5 }, { 6, 7 } }, 8 };

struct nested {
	__u32 first;
	struct {
		__u16 low;
		__u16 high;
	};
	struct {
		__u8 kind;
		struct {
			__u64 deep;
		} inner;
	} named;
	struct {
		__u8 x;
		__u16 y;
	} many[2];
	struct {
		struct {
			__u8 last;
		};
		__u32 very_last : 5;
	};
};

struct nested nested = {
	.first = 1, .low = 2, .high = 3, .named = { 4, { 5 } }, .many = { { 6, 7 }, { 8, 9 } }, .last = 10, .very_last = 31,
};

struct point {
	__u8 x;
	__s16 y;
};

struct open_text {
	__u32 length;
	char text[];
};

struct open_numbers {
	__u8 count;
	__u32 numbers[];
};

struct open_structs {
	__u16 count;
	struct point points[];
};

// The array begins in what would be padding.
struct open_in_padding {
	__u64 first;
	__u8 second;
	__u8 rest[];
};

struct open_text open_text = { 5, "hello" };
struct open_numbers open_numbers = { 3, { 1, 2, 0xffffffff } };
struct open_structs open_structs = { 2, { { 1, -1 }, { 2, -2 } } };
struct open_in_padding open_in_padding = { 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 } };

struct holds_open {
	__u16 before;
	struct open_numbers open;
};

struct holds_open holds_open = { 1, { 2 } };

struct empty {};

struct with_nothing {
	__u8 a;
	struct empty empty;
	__u64 none[0];
	__u32 b;
	struct empty more[3];
};

struct with_nothing with_nothing = { .a = 1, .b = 2 };

// As the kernel declares what programs must leave alone.
struct opaque {
	__u64 : 64;
	__u64 : 64;
} __attribute__((aligned(8)));

struct holds_opaque {
	struct opaque lock;
	__u32 value;
};

struct holds_opaque holds_opaque = { .value = 5 };

struct tagged {
	struct point __kptr *kept;
	const struct point *const *restrict other;
	void (*const table[2])(struct tagged *);
};

struct tagged tagged = { (void *)1, (void *)2, { (void *)3, (void *)4 } };

#define TEN(name) \
	__u16 name##0, name##1, name##2, name##3, name##4, name##5, name##6, name##7, name##8, name##9;
#define HUNDRED(name) \
	TEN(name##0) TEN(name##1) TEN(name##2) TEN(name##3) TEN(name##4) \
	TEN(name##5) TEN(name##6) TEN(name##7) TEN(name##8) TEN(name##9)

struct many_members {
	__u8 start;
	HUNDRED(a) HUNDRED(b) HUNDRED(c)
	struct point point;
	__u32 bits : 3;
	__u64 rest[2];
	char name[8];
};

struct many_members many_members = {
	.start = 1, .a00 = 2, .b55 = 65535, .c99 = 4, .point = { 5, -6 }, .bits = 7, .rest = { 8, 9 }, .name = "ten",
};
