/* SPDX-License-Identifier: BSD-2-Clause */
/* Netfilter: verdicts, hooks and families, for programs of SEC("netfilter"). */
#ifndef __LINUX_NETFILTER_H__
#define __LINUX_NETFILTER_H__

#include <linux/types.h>
#include <linux/in.h>
#include <linux/in6.h>

/* What a hook says of a packet. */
#define NF_DROP 0
#define NF_ACCEPT 1
#define NF_STOLEN 2
#define NF_QUEUE 3
#define NF_REPEAT 4
#define NF_MAX_VERDICT 5
#define NF_STOP 5

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

/* In the order that a packet meets them. */
enum nf_inet_hooks {
	NF_INET_PRE_ROUTING = 0,
	NF_INET_LOCAL_IN = 1,
	NF_INET_FORWARD = 2,
	NF_INET_LOCAL_OUT = 3,
	NF_INET_POST_ROUTING = 4,
	NF_INET_NUMHOOKS = 5,
	NF_INET_INGRESS = 5,
};

enum {
	NFPROTO_UNSPEC = 0,
	NFPROTO_INET = 1,
	NFPROTO_IPV4 = 2,
	NFPROTO_ARP = 3,
	NFPROTO_NETDEV = 5,
	NFPROTO_BRIDGE = 7,
	NFPROTO_IPV6 = 10,
	NFPROTO_NUMPROTO = 13,
};

union nf_inet_addr {
	__u32 all[4];
	__be32 ip;
	__be32 ip6[4];
	struct in_addr in;
	struct in6_addr in6;
};

#endif

#endif
