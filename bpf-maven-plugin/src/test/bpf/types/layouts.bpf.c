// Types whose layout OTHER changes.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct moved {
#ifdef OTHER
	__u32 more;
#endif
	__u32 first;
	struct {
		__u16 second;
	};
};

typedef struct {
	__u8 same;
} unchanged;

union grown {
	__u32 number;
#ifdef OTHER
	__u64 wide;
#endif
};

struct moved moved = { .first = 1 };
unchanged same = { 1 };
union grown grown = { 1 };
