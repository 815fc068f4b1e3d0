// Variables in every section of data, and a program whose result is one of them.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum color { RED, GREEN = 5 };

struct config {
	__u32 limit;
	__u16 ports[2];
	__u8 low : 3;
};

struct event {
	__u32 process;
	char command[16];
};

union either {
	__u32 number;
	__u8 parts[4];
};

const volatile __u32 result = XDP_PASS;
const volatile struct config config = { 10, { 80, 443 }, 5 };
const volatile char device[8] = "eth0";
const volatile struct config configs[2] = { { 1 }, { 2, { 3, 4 } } };
static const volatile __u64 hidden_constant = 0x123456789abcdef0ULL;

__u64 counter = 7;
static volatile __s16 hidden = -3;
volatile _Bool enabled = 1;
volatile double ratio = 0.5;
volatile enum color color = GREEN;
volatile __u8 matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
volatile __s8 buffer = -1;
union either either = { .number = 0x01020304 };
__int128 huge = -2;

__u32 zero;
struct config unset;

volatile __s32 custom SEC(".data.custom") = 9;
const volatile __u8 fixed SEC(".rodata.fixed") = 200;

// Nothing but this says of which type the events of a ring buffer are.
const struct event *event_type __attribute__((unused));

struct {
	__u8 a;
	__u32 b;
} nameless = { 1, 2 };

struct {
	__u16 c;
} many_nameless[2] = { { 3 }, { 4 } };

SEC("xdp")
int decide(struct xdp_md *ctx)
{
	static volatile __u32 calls = 6;

	calls++;
	if (hidden_constant == 1 || hidden == 1 || config.limit == 1 || configs[1].limit == 1 || device[0] == 1)
		return XDP_ABORTED;
	counter++;
	zero += custom + fixed;
	return result;
}

char LICENSE[] SEC("license") = "GPL";
