// Weak definitions which a program's strong ones replace.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__weak __u32 threshold = 5;

__weak __noinline int decide(__u32 x)
{
	return x > threshold;
}

__noinline int decide_twice(__u32 x)
{
	return decide(x) + decide(x / 2);
}
