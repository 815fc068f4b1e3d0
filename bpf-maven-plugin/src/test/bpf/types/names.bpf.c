// Names that mean something in Java, or that come to the same there.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct members {
	__u8 class, in, out, at, toString, hashCode, bytes, value, read, write, Bytes, rx_bytes, rxBytes, foo, FOO;
	__u8 count, other, object, this, null, true, getClass, wait, notify, clone, finalize, BYTE_SIZE, byteSize, toBytes;
	__u8 fromBytes, readAt, writeAt, writeAllAt, zero, copy, order, equals, of, list, _, __, _x, x, x$y, package;
	__u8 boolean, byte, var, record, yield, sealed, super, Object, String, Integer, Math, with_x, withX, OFFSET;
	char text[4], textText[4], text_text[4];
	__u32 plain, plainUnsigned, rx_bytes_OFFSET;
};

#define MEMBERS \
	1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, \
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, \
	30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, \
	46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, \
	"one", "two", "tri", 60, 61, 62

struct members members = { MEMBERS };

// The same as views over bytes.
union member_views {
	__u8 class, in, out, at, toString, hashCode, bytes, value, read, write, Bytes, rx_bytes, rxBytes, foo, FOO;
	__u8 count, other, object, this, null, true, getClass, wait, notify, clone, finalize, BYTE_SIZE, byteSize, toBytes;
	__u8 fromBytes, readAt, writeAt, writeAllAt, zero, copy, order, equals, of, list, _, __, _x, x, x$y, package;
	__u8 boolean, byte, var, record, yield, sealed, super, Object, String, Integer, Math, with_x, withX, OFFSET;
	char text[4], textText[4], text_text[4];
	__u32 plain, plainUnsigned, rx_bytes_OFFSET;
};

union member_views member_views = { .text = "abc" };

struct open_members {
	__u16 in, out, at, count, byteSize;
	__u16 bytes[];
};

struct open_members open_members = { 1, 2, 3, 4, 5, { 6, 7 } };

struct names_bpf { __u8 v; };
struct string { __u8 v; };
struct object { __u8 v; };
struct list { __u8 v; };
struct record { __u8 v; };
struct bpf_map { __u8 v; };
struct globals { __u8 v; };
struct program { __u8 v; };
struct maps { __u8 v; };
struct bytes { __u8 v; };
struct elf { __u8 v; };
struct layouts { __u8 v; };
struct generated { __u8 v; };
struct constants { __u8 v; };
struct byte_buffer { __u8 v; };
struct byte_order { __u8 v; };
struct big_integer { __u8 v; };
struct arrays { __u8 v; };
struct override { __u8 v; };
struct integer { __u8 v; };
struct Math { __u8 v; };
struct class { __u8 v; };
struct foo_bar { __u8 v; };
struct FooBar { __u8 v; };
struct _ { __u8 v; };
struct both { __u8 v; };
typedef struct { __u16 w; } both;
typedef struct { __u8 v; } only_typedef;

struct classes {
	struct names_bpf names_bpf;
	struct string string;
	struct object object;
	struct list list;
	struct record record;
	struct bpf_map bpf_map;
	struct globals globals;
	struct program program;
	struct maps maps;
	struct bytes bytes;
	struct elf elf;
	struct layouts layouts;
	struct generated generated;
	struct constants constants;
	struct byte_buffer byte_buffer;
	struct byte_order byte_order;
	struct big_integer big_integer;
	struct arrays arrays;
	struct override override;
	struct integer integer;
	struct Math math;
	struct class class;
	struct foo_bar foo_bar;
	struct FooBar FooBar;
	struct _ underscore;
	struct both both;
	both other;
	only_typedef only_typedef;
	struct {
		__u8 v;
		struct { __u8 v; } classes;
	} classes;
	struct { __u8 v; } String;
};

struct classes classes = {
	{ 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 }, { 7 }, { 8 }, { 9 }, { 10 }, { 11 }, { 12 }, { 13 }, { 14 }, { 15 }, { 16 },
	{ 17 }, { 18 }, { 19 }, { 20 }, { 21 }, { 22 }, { 23 }, { 24 }, { 25 }, { 26 }, { 27 }, { 28 }, { 29, { 30 } }, { 31 },
};
