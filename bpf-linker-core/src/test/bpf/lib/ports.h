#ifndef PORTS_H
#define PORTS_H

#include <linux/bpf.h>

__u32 port_bucket(__u32 source, __u32 destination);

#endif
