// A __hidden function: visible to the link, a static function to the verifier, so it may take any pointer.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__hidden __noinline int sum_of(const int *numbers, int count)
{
	int sum = 0;

#pragma clang loop unroll(disable)
	for (int i = 0; i < 4; i++)
		if (i < count)
			sum += numbers[i];
	return sum;
}
