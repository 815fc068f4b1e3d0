// Anonymous structs, unions and enums: nested, in typedefs, as members and as the types of variables.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

typedef struct {
	int a;
	union {
		int b;
		struct {
			short c;
			short d;
		};
	};
	enum { RED, GREEN } colour;
} thing_t;

enum { LOOSE_ONE = 1, LOOSE_TWO = 2 };

struct {
	int x;
	int y;
} pair = { 3, 4 };

thing_t thing = { .a = LOOSE_ONE, .c = 2, .d = 3, .colour = GREEN };

SEC("tc")
int use(struct __sk_buff *skb)
{
	pair.x += skb->len;
	thing.b += pair.x + pair.y;
	return thing.colour == RED ? thing.c : LOOSE_TWO;
}

char LICENSE[] SEC("license") = "GPL";
