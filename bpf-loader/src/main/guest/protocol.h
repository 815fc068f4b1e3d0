// What goes over the wire, in the guest's byte order. The other end is io.github.bpfmaven.loader.remote in Java.
//
// The guest starts with a greeting. Then each request is a header and as many bytes as it says; each answer has the id of its
// request. Answers come in the order of requests, but for those of POLL, which come when there is something to tell.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

#define GREETING "bpfguest"
#define VERSION 1

struct greeting {
	char magic[8];
	u32 version;
	u32 order; // 0x01020304
	u32 machine; // of ELF
	u32 page_size;
};

enum operation {
	CALL = 1, // struct call and what follows it -> result, and of each answered block how long it is, and the bytes
	MAP = 2, // descriptor, offset, length, protection -> address
	UNMAP = 3, // address, length
	READ_MEMORY = 4, // address, length -> 0, and the bytes
	LOAD_INT = 5, // address -> its 4 bytes, read at once, as a number
	LOAD_LONG = 6, // address -> 0 and the 8 bytes, read at once
	STORE_LONG = 7, // address, value
	POLL = 8, // nanoseconds or -1, then entries of poll(2) -> result, and the entries
};

struct request {
	u32 length; // without this header
	u32 id;
	u32 operation;
	u32 reserved;
};

struct answer {
	u32 length; // without this header
	u32 id;
	u64 result; // what the kernel returned
};

// A system call. Behind it the blocks, the pointers, and of each block the bytes that are sent.
struct call {
	u64 number;
	u64 arguments[6];
	u32 addresses; // bit n: argument n is a place in the memory of the call
	u32 blocks;
	u32 pointers;
	u32 reserved;
	u64 size; // of the memory of the call
};

// What is not sent of a block is 0.
struct block {
	u64 place; // in the memory of the call
	u32 size;
	u32 sent;
	u32 answered; // whether it is sent back, up to its last byte that is not 0
	u32 reserved;
};

// At a place in the memory of the call is to stand the address of another.
struct pointer {
	u64 at;
	u64 to;
};

// Where a kernel has no driver for a port, but PCI, the bytes go through memory that both see, 4 MiB of which these are the
// first. Positions count all bytes there ever were; of each, one side writes and the other reads. All of it is little-endian, as
// are all machines with such memory. Nobody rings a bell: both look.
struct shared {
	u64 to_guest_written __attribute__((aligned(64)));
	u64 to_guest_read __attribute__((aligned(64)));
	u64 to_host_written __attribute__((aligned(64)));
	u64 to_host_read __attribute__((aligned(64)));
	u64 beat __attribute__((aligned(64))); // changes as long as the host lives
};

#define SHARED_SIZE (4 << 20)
#define RING_SIZE (1 << 20)
#define TO_GUEST (1 << 20) // where the bytes are
#define TO_HOST (2 << 20)

// On a serial line some bytes do not get through to the guest, such as 0x0f on s390 (sclp_vt220.c), which is a key there. What the
// host says is escaped: ESCAPE and the byte with ESCAPED set in place of one below 0x20.
#define ESCAPE 0x10
#define ESCAPED 0x40
