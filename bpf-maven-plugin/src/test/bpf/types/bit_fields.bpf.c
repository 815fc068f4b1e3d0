// Bit-fields of every type and in every place.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum color { RED, GREEN = 5, BLUE };
enum temperature { COLD = -40, HOT = 50 };
enum wide { SMALL = 1, LARGE = 0x8000000000000000ULL };

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
	enum wide wide : 64;
	const volatile unsigned int seen : 32;
	int exact : 32;
	char after;
};

struct bits bits = {
	-4, 100, -1, 9, 500, 0x12345678, 0xabcdef012345678ULL, -3000000000L, -5, 0xfedcba9876543210ULL,
	1, 0, GREEN, COLD, LARGE, 0xf0000001, -7, 'z',
};
struct bits ones = {
	-1, 127, -1, 15, 511, -1, 0xfffffffffffffffULL, -1, -1, ~0ULL, 1, 1, 7, -1, ~0ULL, ~0U, -1, -1,
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

struct packed_bits packed_bits = { 1, 5, 0x2aaaaaaaaaaaaULL, 0x55555555, 2, 1, -65536 };

struct wide_bits {
	unsigned __int128 most : 100;
	__int128 least : 28;
	__int128 next : 65;
};

struct wide_bits wide_bits = { (unsigned __int128)0xabcdef123ULL << 64 | 0x456789abcdef0123ULL, -2, (__int128)~0ULL << 64 };

// As <linux/ip.h> has it.
struct ip_header {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	__u8 ihl : 4, version : 4;
#else
	__u8 version : 4, ihl : 4;
#endif
	__u8 tos;
	__be16 length;
};

struct ip_header ip_header = { .ihl = 5, .version = 4, .tos = 0x10, .length = 0x1234 };

// The same over more than a byte, as <linux/tcp.h> has it.
struct tcp_flags {
	__u16 window;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	__u16 res1 : 4, doff : 4, fin : 1, syn : 1, rst : 1, psh : 1, ack : 1, urg : 1, ece : 1, cwr : 1;
#else
	__u16 doff : 4, res1 : 4, cwr : 1, ece : 1, urg : 1, ack : 1, psh : 1, rst : 1, syn : 1, fin : 1;
#endif
};

struct tcp_flags tcp_flags = { .window = 1024, .doff = 5, .syn = 1, .ack = 1, .cwr = 1 };
