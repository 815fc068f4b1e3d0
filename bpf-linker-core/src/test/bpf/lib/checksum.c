// A helper function that two programs and another library source use.
#include "checksum.h"
#include <bpf/bpf_helpers.h>

static __u32 fold_once(__u32 sum)
{
	return (sum & 0xffff) + (sum >> 16);
}

__noinline __u32 fold_checksum(__u32 sum)
{
	return fold_once(fold_once(sum));
}
