#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <linux/bpf.h>

__u32 fold_checksum(__u32 sum);

#endif
