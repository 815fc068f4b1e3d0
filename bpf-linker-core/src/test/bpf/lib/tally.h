#ifndef TALLY_H
#define TALLY_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct tally_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
};

extern struct tally_map tallies SEC(".maps");
extern __u64 tally_step;

int tally_add(__u32 which);

#endif
