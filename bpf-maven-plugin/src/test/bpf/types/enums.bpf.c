// Enums of every size and sign, and enumerators that are hard to name.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum __attribute__((packed)) tiny { TINY_A, TINY_MOST = 255 };
enum __attribute__((packed)) signed_tiny { MINUS = -1, PLUS = 1 };
enum __attribute__((packed)) half { HALF_A = 256, HALF_MOST = 65535 };
enum __attribute__((packed)) signed_half { HALF_LEAST = -32768, HALF_ONE = 1 };
enum plain { ZERO, ONE, TWO };
enum signed_plain { COLD = -40, HOT = 50 };
enum unsigned_top { SMALL = 1, TOP = 0x80000000, ALL_ONES = 0xffffffff };
enum wide { LITTLE = 1, LARGE = 0x8000000000000000ULL, MOST = 0xffffffffffffffffULL };
enum signed_wide { LEAST = -0x7fffffffffffffffLL - 1, NONE = 0, GREATEST = 0x7fffffffffffffffLL };
enum aliased { FIRST = 1, ALSO_FIRST = 1, SECOND, DEFAULT = SECOND };
enum flags { CAN_READ = 1, CAN_WRITE = 2, CAN_RUN = 4, CAN_ALL = 7 };
enum wide_flags { LOW_BIT = 1, HIGH_BIT = 0x8000000000000000ULL, MIDDLE_BIT = 0x100000000ULL };

enum hard_to_name {
	class, NEW, new, value, VALUE, values, has, or, isKnown, is_known, toString, BYTE_SIZE, Bytes, BYTES, List, LIST,
	Integer, INTEGER, value_VALUE, NEW_VALUE, x$y, _, __A, A, String, STRING, Object, OBJECT,
};

enum __attribute__((packed)) hard_to_check { bytes, BYTEs, bYTES, String2, STRING2, };

typedef enum { UNNAMED_A, UNNAMED_B } unnamed;

struct enums {
	enum tiny tiny;
	enum signed_tiny signed_tiny;
	enum half half;
	enum signed_half signed_half;
	enum plain plain;
	enum signed_plain signed_plain;
	enum unsigned_top unsigned_top;
	enum wide wide;
	enum signed_wide signed_wide;
	enum aliased aliased;
	enum flags flags;
	enum wide_flags wide_flags;
	enum hard_to_name hard_to_name;
	enum hard_to_check hard_to_check;
	unnamed unnamed;
	enum { IN_PLACE = 9 } in_place;
};

struct enums known = {
	TINY_MOST, MINUS, HALF_MOST, HALF_LEAST, TWO, COLD, TOP, LARGE, LEAST, ALSO_FIRST, CAN_ALL, HIGH_BIT, new, STRING2,
	UNNAMED_B, IN_PLACE,
};

struct enums unknown = {
	200, -100, 1, -2, 0xfffffff0, 0x7ffffff0, 77, 78, -79, 80, 81, 82, 83, 84, 85, -86,
};
