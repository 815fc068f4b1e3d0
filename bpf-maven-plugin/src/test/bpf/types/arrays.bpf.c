// Arrays of everything, of one to three dimensions, and text.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum color { RED, GREEN = 5 };

struct point {
	__u8 x;
	__s16 y;
};

struct vectors {
	__u8 u8s[4];
	__s8 s8s[3];
	__u16 u16s[3];
	__s16 s16s[2];
	__u32 u32s[2];
	__s32 s32s[1];
	__u64 u64s[2];
	_Bool bools[3];
	float floats[2];
	double doubles[2];
	void *pointers[2];
	__int128 wides[2];
	enum color colors[3];
	struct point points[2];
	const volatile __u16 seen[2];
};

struct vectors vectors = {
	{ 1, 2, 3, 255 }, { -1, 0, 127 }, { 1, 0x1234, 65535 }, { -32768, 5 }, { 1, 0xffffffff }, { -1 },
	{ 1, ~0ULL }, { 1, 0, 1 }, { 1.5f, -2.5f }, { 0.5, -1e100 }, { (void *)1, (void *)~0ULL },
	{ -1, (__int128)1 << 100 }, { GREEN, RED, 7 }, { { 1, -1 }, { 2, -2 } }, { 8, 9 },
};

struct matrices {
	__s32 matrix[2][3];
	__u16 cube[2][3][2];
	char names[2][8];
	__u8 deep[2][2][3];
	_Bool bools[2][2];
	__u64 longs[1][2];
	float floats[2][1];
	__int128 wides[1][2];
	struct point grid[2][2];
	enum color pixels[2][1][2];
};

struct matrices matrices = {
	{ { 1, 2, 3 }, { -4, -5, -6 } },
	{ { { 1, 2 }, { 3, 4 }, { 5, 6 } }, { { 7, 8 }, { 9, 10 }, { 11, 65535 } } },
	{ "one", "two" },
	{ { { 1, 2, 3 }, { 4, 5, 6 } }, { { 7, 8, 9 }, { 10, 11, 12 } } },
	{ { 1, 0 }, { 0, 1 } },
	{ { 1, 2 } },
	{ { 1.5f }, { 2.5f } },
	{ { 1, -2 } },
	{ { { 1, -1 }, { 2, -2 } }, { { 3, -3 }, { 4, -4 } } },
	{ { { RED, GREEN } }, { { GREEN, 9 } } },
};

typedef __u16 row[3];
typedef row table[2];

struct in_place {
	struct {
		__u8 a;
		__u16 b;
	} cells[2][2];
	union {
		__u8 c;
		__u8 d[2];
	} either[2][1];
	table tables[1];
	const row rows[1];
	struct point *pointers[2][1];
};

struct in_place in_place = {
	{ { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } }, { { { 9 } }, { { .d = { 10, 11 } } } },
	{ { { 1, 2, 3 }, { 4, 5, 6 } } }, { { 7, 8, 9 } }, { { (void *)1 }, { (void *)2 } },
};

typedef char name_type[8];
typedef const name_type const_name;

struct texts {
	char name[8];
	const char full[4];
	name_type alias;
	const_name fixed;
	signed char small[4];
	unsigned char raw[4];
	char one[1];
};

// Each byte of UTF-8 counts; "full" has no room for a NUL.
struct texts texts = { "eth0", { 'a', 'b', 'c', 'd' }, "\xc3\xbc", "fix\0ed", { -1, 2 }, { 1, 255 }, { 'x' } };
