// What is hard to write as C again. Compiled with -fms-extensions, as kernels are since Linux 6.19; the header made of it is not.
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef _Bool bool;

// Enums: each size, each sign.
enum small { SMALL = -1, LARGE = 5 };
enum unsigned_int { TOP = 0xffffffff };
enum wide { WIDE = 0x100000000 };
enum wide_signed { LEAST = -0x7fffffffffffffff - 1, MOST = 0x7fffffffffffffff };
enum wide_unsigned { ALL = 0xffffffffffffffff, NONE = 0 };
enum byte : unsigned char { BYTE_A, BYTE_B = 255 };
enum signed_byte : signed char { SIGNED_BYTE = 1 };
enum packed_negative { MINUS = -128 } __attribute__((packed));
enum half : unsigned short { HALF = 65535 };
enum long_but_small : unsigned long { LONG_BUT_SMALL = 1 };
enum signed_without_a_sign : int { POSITIVE = 1 };
enum { UNUSED_CONSTANT = 7, OTHER_CONSTANT };

// Members without a name whose type has one.
struct base {
	int id;
	enum { BASE_OFF, BASE_ON } state;
	struct {
		u8 low : 3;
		u8 high : 5;
	};
};
typedef struct {
	long stamp;
} stamped;
struct derived {
	char first;
	struct base;
	stamped;
	const struct {
		int constant;
	};
	char last;
};
struct twice_derived {
	struct derived;
	union {
		struct pair {
			int left, right;
		};
		long both;
	};
};

// Packed, aligned, padded.
struct __attribute__((packed)) packed {
	u8 kind;
	u64 value;
	struct base base;
};
struct __attribute__((packed, aligned(4))) packed_aligned {
	u8 kind;
	u32 value;
	u8 end;
};
struct holder {
	char c;
	struct packed_aligned at_4;
	struct packed at_13;
};
union packed_tail {
	struct __attribute__((packed)) {
		u8 lun[8];
		u64 tag;
		u8 attr[3];
	} request;
	u8 bytes[17];
} __attribute__((packed));
struct with_packed_tail {
	void *p;
	union packed_tail tail;
	u32 after;
};
union aligned_union {
	u8 bytes[3];
	u32 word;
} __attribute__((aligned(32)));
struct cache_lines {
	int hot;
	int cold __attribute__((aligned(64)));
	u8 tail[3];
} __attribute__((aligned(128)));
struct page {
	u8 start;
	u8 next __attribute__((aligned(4096)));
};
struct around {
	u8 before;
	struct cache_lines lines[2];
	union aligned_union aligned;
	u8 after;
};
struct partly {
	u8 c;
	u64 loose __attribute__((packed));
	u32 fits;
};
struct empty {
};
struct holds_empty {
	int a;
	struct empty none;
	struct empty many[4];
	char b;
};
union without_members {
};

// Bit-fields.
struct bits {
	u32 a : 3, : 5, b : 20;
	u64 crosses : 50;
	u8 tiny : 1;
	bool flag : 1;
	enum small small : 4;
	enum byte byte : 8;
	u32 : 0;
	u8 next : 2;
	long alone : 64;
	int after_a_gap;
	u32 end : 1;
};
struct __attribute__((packed)) packed_bits {
	u8 c;
	u64 odd : 61;
	u32 more : 17;
	int : 9;
	u8 last : 3;
};
struct gap_then_bits {
	u8 c;
	u32 : 24;
	u32 : 13;
	u32 late : 7;
	u64 later : 33;
};
union bit_union {
	u8 one : 1;
	u32 many : 31;
	struct {
		u32 : 4;
		u32 inner : 9;
	};
};
struct holds_bits {
	u8 c;
	struct packed_bits many[3];
	union bit_union table[2];
};

// Arrays, numbers.
struct arrays {
	int matrix[2][3];
	const char *const names[4];
	int (*to_array)[5];
	int (*(*table[2])(void))[3];
	struct empty nothing[0];
	u8 zero[0];
	u32 after;
	struct {
		u64 flexible[0];
	} tail[];
};
struct flexible {
	int count;
	struct base items[];
};
struct numbers {
	u8 c;
	__int128 signed_large;
	u8 d;
	unsigned __int128 large;
	float f;
	double g;
	signed char sc;
	char ch;
	short s;
	unsigned short us;
	long l;
	unsigned long ul;
	long long ll;
};

// Pointers, qualifiers, prototypes.
struct only_declared;
union only_declared_too;
struct pointers {
	const volatile int *const volatile *restrict deep;
	struct only_declared *s;
	union only_declared_too **u;
	const struct pointers *self;
	int (*callback)(const struct pointers *self, u32 flags, ...);
	void (*returns_nothing)(void);
	int (*(*factory)(int (*inner)(struct in_prototype *)))(u8 array[4]);
	void (*const constant)(void);
	int __attribute__((btf_type_tag("user"))) *user;
	const char __attribute__((btf_type_tag("rcu"))) *const __attribute__((btf_type_tag("percpu"))) *tags;
	typeof(int (int)) *of_typeof;
};
typedef int function(struct pointers *, void *);
typedef function *function_pointer;
typedef struct linked linked;
struct linked {
	linked *next;
	function *run;
	function_pointer also;
	struct later *later;
};
struct later {
	struct linked link;
};
typedef struct later later_array[2];
typedef const later_array constant_array;
typedef enum { TYPEDEF_ENUM } typedef_enum;
typedef union {
	u32 word;
	struct {
		u8 a, b, c, d;
	};
} word;
struct nested {
	struct {
		struct {
			struct {
				int deep;
				union {
					word word;
					float f;
				};
			} c[2];
		} b;
	} *a;
	typedef_enum e;
};

// Names that C wants for itself, or that stand for two things.
struct same {
	int in_a_struct;
};
typedef struct {
	int in_a_typedef;
} same;
struct keywords {
	int true_;
	struct keywords *this;
	same same;
	struct same tagged;
};

#define USE(type) type *use_##type
USE(bool); USE(u64); USE(same); USE(word); USE(function); USE(constant_array); USE(stamped); USE(linked); USE(typedef_enum);
#define USE_TAGGED(kind, name) kind name *use_##kind##_##name
USE_TAGGED(enum, small); USE_TAGGED(enum, unsigned_int); USE_TAGGED(enum, wide); USE_TAGGED(enum, wide_signed);
USE_TAGGED(enum, wide_unsigned); USE_TAGGED(enum, byte); USE_TAGGED(enum, signed_byte); USE_TAGGED(enum, packed_negative);
USE_TAGGED(enum, half); USE_TAGGED(enum, long_but_small); USE_TAGGED(enum, signed_without_a_sign);
__typeof__(UNUSED_CONSTANT) use_anonymous = OTHER_CONSTANT;
USE_TAGGED(struct, derived); USE_TAGGED(struct, twice_derived); USE_TAGGED(struct, packed); USE_TAGGED(struct, packed_aligned);
USE_TAGGED(struct, holder); USE_TAGGED(struct, with_packed_tail); USE_TAGGED(struct, around); USE_TAGGED(struct, page);
USE_TAGGED(struct, partly); USE_TAGGED(struct, holds_empty); USE_TAGGED(union, without_members); USE_TAGGED(struct, bits);
USE_TAGGED(struct, gap_then_bits); USE_TAGGED(struct, holds_bits); USE_TAGGED(struct, arrays); USE_TAGGED(struct, flexible);
USE_TAGGED(struct, numbers); USE_TAGGED(struct, pointers); USE_TAGGED(struct, linked); USE_TAGGED(struct, later);
USE_TAGGED(struct, nested); USE_TAGGED(struct, keywords);
