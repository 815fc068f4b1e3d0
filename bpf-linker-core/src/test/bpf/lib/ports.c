// A library source that needs another one: port_bucket calls fold_checksum of checksum.c.
#include "ports.h"
#include "checksum.h"
#include <bpf/bpf_helpers.h>

__noinline __u32 port_bucket(__u32 source, __u32 destination)
{
	return fold_checksum(source ^ (destination << 8)) & 63;
}
