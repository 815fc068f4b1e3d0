// Layouts with a point each: what is read of them is checked against C's own sizeof and offsetof, and bit for bit.

enum color { RED, GREEN = 5, BLUE };
enum temperature { COLD = -40, HOT = 50 };
enum unsigned_wide { SMALL_BIT = 1, LARGE_BIT = 0x8000000000000000ULL };
enum signed_wide { LEAST = -0x7fffffffffffffffLL - 1, MOST = 0x7fffffffffffffffLL };
enum __attribute__((packed)) tiny { TINY_A, TINY_B = 255 };

struct natural {
	char c;
	short s;
	int i;
	long l;
	unsigned char uc;
	unsigned short us;
	unsigned int ui;
	unsigned long long ull;
	_Bool flag;
	float f;
	double d;
	void *p;
};

struct __attribute__((packed)) packed {
	char c;
	long l;
	short s;
	enum tiny tiny;
	int i;
};

struct partly_packed {
	char c;
	int loose __attribute__((packed));
	struct packed inner;
	long l;
};

struct __attribute__((aligned(64))) aligned {
	char c;
	int i __attribute__((aligned(16)));
};

struct holds_aligned {
	char before;
	struct aligned aligned;
	struct aligned many[2];
	char after;
};

struct anonymous {
	int first;
	union {
		struct {
			short low;
			short high;
		};
		int whole;
		struct {
			unsigned int a : 5;
			unsigned int b : 27;
		} parts;
	};
	struct {
		char inner;
		union {
			long deep;
			char bytes[8];
		};
	} named[3];
	struct {
		int last;
	};
};

struct bits {
	int a : 3;
	unsigned int b : 7;
	int : 5;
	int c : 1;
	int : 0;
	unsigned char d : 4;
	unsigned short e : 9;
	int plain;
	unsigned long f : 60;
	long g : 33;
	long h : 31;
	unsigned long full : 64;
	_Bool flag : 1;
	_Bool other : 1;
	enum color color : 3;
	enum temperature temperature : 8;
	enum unsigned_wide wide : 64;
	enum signed_wide narrow : 2;
	const volatile unsigned int seen : 11;
};

struct __attribute__((packed)) packed_bits {
	char before;
	unsigned int a : 3;
	unsigned long b : 50;
	unsigned int c : 31;
	char after;
	_Bool flag : 1;
	int last : 17;
};

union bit_union {
	unsigned int whole;
	unsigned int low : 9;
	int sign : 32;
	struct {
		unsigned char one : 1;
		unsigned char seven : 7;
		unsigned char : 0;
		unsigned char next : 2;
	};
};

struct holds_bits {
	char c;
	struct bits bits;
	struct packed_bits many[3];
	union bit_union table[2][2];
	unsigned int last : 30;
};

struct flexible {
	int count;
	struct natural rest[];
};

struct zero_length {
	char c;
	long none[0];
	int i;
};

struct large {
	char c;
	__int128 i;
	unsigned __int128 u;
	char after;
	unsigned __int128 most : 100;
	__int128 least : 28;
};

struct arrays {
	char text[7];
	int matrix[2][3];
	short cube[2][3][4];
	char *names[4];
	char (*row)[5];
	struct packed packed[3][2];
	enum color colors[3];
	enum signed_wide wide[2];
};

struct functions {
	int (*plain)(void);
	long (*with)(struct functions *self, const char *text, unsigned int flags);
	int (*variadic)(const char *text, ...);
	void (*table[3])(int);
	int (*(*returning)(int))(char);
};

struct qualified {
	const int fixed;
	volatile long moving;
	const volatile char both;
	const char *const name;
	int *volatile place;
	const volatile enum color color;
	const struct packed packed;
	const int row[3];
};

struct empty {};

struct holds_empty {
	int before;
	struct empty nothing;
	struct empty none[4];
	char after;
};

union any {
	char c;
	long l[3];
	struct packed packed;
	struct {
		int x, y;
	};
};

struct pointers {
	struct never_defined *to_struct;
	union never_defined_either *to_union;
	struct pointers *self;
	void **twice;
	const void *constant;
};

typedef struct {
	int x;
	union {
		short s;
		char c;
	} u;
} without_tag;

typedef without_tag renamed;
typedef renamed several[3];
typedef unsigned long long u64;
typedef int (*handler)(without_tag *, u64);

struct typedefs {
	without_tag one;
	several many;
	u64 number;
	const u64 fixed;
	handler handler;
};

struct natural natural;
struct packed packed;
struct partly_packed partly_packed;
struct aligned aligned;
struct holds_aligned holds_aligned;
struct anonymous anonymous;
struct bits bits;
struct packed_bits packed_bits;
union bit_union bit_union;
struct holds_bits holds_bits;
struct flexible flexible;
struct zero_length zero_length;
struct large large;
struct arrays arrays;
struct functions functions;
struct qualified qualified;
struct empty empty;
struct holds_empty holds_empty;
union any any;
struct pointers pointers;
struct typedefs typedefs;
const volatile u64 limit = 1;
int table[3][5];
enum temperature temperature;
handler on_event;
