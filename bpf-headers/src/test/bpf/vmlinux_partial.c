/* SPDX-License-Identifier: BSD-2-Clause */
/* A vmlinux.h of a few types does not keep the headers of linux/ from having the others. */
#define __VMLINUX_H__
#define __VMLINUX_PARTIAL__
struct net_device {
	int ifindex;
};

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_helpers.h>

int is_ipv4(struct ethhdr *eth, struct net_device *device)
{
	return eth->h_proto && device->ifindex + sizeof(struct iphdr) == 20;
}
