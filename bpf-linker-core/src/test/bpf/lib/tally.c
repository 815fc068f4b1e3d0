// A library with a map and a global variable that the program refers to as well.
#include "tally.h"

struct tally_map tallies SEC(".maps");
__u64 tally_step = 1;

__noinline int tally_add(__u32 which)
{
	__u64 *n = bpf_map_lookup_elem(&tallies, &which);

	if (!n)
		return -1;
	*n += tally_step;
	return 0;
}
