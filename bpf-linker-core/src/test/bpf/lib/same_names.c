// A static variable and a static function that have the same names in the program.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __u64 calls = 10;

static __noinline __u64 step(__u64 by)
{
	calls += by * 2;
	return calls;
}

__noinline __u64 library_step(__u32 by)
{
	return step(by) + step(3);
}
