/* SPDX-License-Identifier: BSD-2-Clause */
/* After vmlinux.h nothing is defined twice, and the headers of linux/ still give their macros. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/pkt_cls.h>

int is_ipv4(struct ethhdr *eth)
{
	return eth->h_proto == bpf_htons(ETH_P_IP) ? TC_ACT_OK : TC_ACT_SHOT;
}
