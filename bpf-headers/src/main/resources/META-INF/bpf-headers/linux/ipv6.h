/* SPDX-License-Identifier: BSD-2-Clause */
/* The header of IPv6, and the beginnings of its extension headers. */
#ifndef __LINUX_IPV6_H__
#define __LINUX_IPV6_H__

#include <asm/byteorder.h>
#include <linux/in6.h>
#include <linux/stddef.h>

#include <linux/types.h>

#define IPV6_MIN_MTU 1280
#define ipv6_destopt_hdr ipv6_opt_hdr
#define ipv6_hopopt_hdr ipv6_opt_hdr

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

struct ipv6_opt_hdr {
	__u8 nexthdr;
	__u8 hdrlen;
	/* Options follow; hdrlen counts units of 8 bytes, without the first. */
} __attribute__((packed));

struct ipv6_rt_hdr {
	__u8 nexthdr;
	__u8 hdrlen;
	__u8 type;
	__u8 segments_left;
	/* The rest depends on the type. */
};

/* The upper four bits of the first byte are the version; the traffic class lies across the first two bytes. */
struct ipv6hdr {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	__u8 priority : 4;
	__u8 version : 4;
#else
	__u8 version : 4;
	__u8 priority : 4;
#endif
	__u8 flow_lbl[3];
	__be16 payload_len;
	__u8 nexthdr;
	__u8 hop_limit;
	__struct_group(, addrs, , struct in6_addr saddr; struct in6_addr daddr;);
};

#endif

#endif
