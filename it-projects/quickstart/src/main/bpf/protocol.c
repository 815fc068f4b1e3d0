/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A library source: not a program itself, linked into the programs that call one of its functions. */
#include "protocol.h"
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>

#define MAX_VLAN_TAGS 2

/* What follows the type ETH_P_8021Q: the tag, and the type of what comes next. */
struct vlan_tag {
	__be16 tci;
	__be16 type;
};

int protocol_of(const void *data, const void *data_end)
{
	const struct ethhdr *ethernet = data;
	const void *next = ethernet + 1;
	__be16 type;

	/* The verifier lets a program read no byte of the packet that it was not seen to compare with data_end. */
	if (next > data_end)
		return -1;
	type = ethernet->h_proto;

	for (int i = 0; i < MAX_VLAN_TAGS; i++) {
		const struct vlan_tag *tag = next;

		if (type != bpf_htons(ETH_P_8021Q) && type != bpf_htons(ETH_P_8021AD))
			break;
		next = tag + 1;
		if (next > data_end)
			return -1;
		type = tag->type;
	}

	if (type == bpf_htons(ETH_P_IP)) {
		const struct iphdr *ip = next;

		return (const void *)(ip + 1) <= data_end ? ip->protocol : -1;
	}
	if (type == bpf_htons(ETH_P_IPV6)) {
		const struct ipv6hdr *ip = next;

		return (const void *)(ip + 1) <= data_end ? ip->nexthdr : -1;
	}
	return -1;
}
