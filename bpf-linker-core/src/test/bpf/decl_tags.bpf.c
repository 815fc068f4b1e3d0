// Declaration tags on a variable, a struct, a member, a typedef, a function and its argument.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define __tag(x) __attribute__((btf_decl_tag(x)))

struct point {
	int x __tag("member-x");
	int y __tag("member-y") __tag("second");
} __tag("struct-point");

typedef struct point point_t __tag("typedef-point");

point_t origin __tag("variable-origin");

static __noinline int norm(int x __tag("argument-x"), int y) __tag("function-norm");

static __noinline int norm(int x, int y)
{
	return x * x + y * y;
}

__noinline __tag("function-checked") int checked(int x)
{
	return x & 0xff;
}

SEC("tc")
int use(struct __sk_buff *skb)
{
	origin.x = skb->len;
	return checked(norm(origin.x, origin.y));
}

char LICENSE[] SEC("license") = "GPL";
