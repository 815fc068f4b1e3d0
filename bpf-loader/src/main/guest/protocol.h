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
	WRITE_MEMORY = 5, // address, bytes
	LOAD_INT = 6, // address -> the 4 bytes, read at once
	LOAD_LONG = 7, // address -> 0 and the 8 bytes, read at once
	STORE_LONG = 8, // address, value
	POLL = 9, // nanoseconds or -1, then entries of poll(2) -> result, and the entries
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
