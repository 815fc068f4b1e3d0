/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers of the kernel's interface, one or two of each header that has nothing else. */
#include <asm-generic/int-ll64.h>
#include <asm-generic/types.h>
#include <linux/const.h>
#include <linux/if.h>
#include <linux/if_arp.h>
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <linux/netfilter.h>
#include <linux/pkt_sched.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/time.h>
#include <linux/un.h>
#include <linux/version.h>

#define IS(x, n) _Static_assert((x) == (n), #x)

IS(sizeof(__u64), 8);
IS(_BITUL(3), 8);
IS(_BITULL(40), 1ULL << 40);
IS(_AC(7, ULL), 7);
IS(IFNAMSIZ, 16);
IS(IFF_UP, 1);
IS(IFF_LOOPBACK, 8);
IS(ARPHRD_ETHER, 1);
IS(ARPHRD_LOOPBACK, 772);
IS(ARPHRD_NONE, 0xfffe);
IS(ARPOP_REPLY, 2);
IS(sizeof(struct arphdr), 8);
IS(XDP_FLAGS_DRV_MODE, 4);
IS(XDP_FLAGS_SKB_MODE, 2);
IS(MPLS_LS_LABEL_MASK >> MPLS_LS_LABEL_SHIFT, 0xfffff);
IS(MPLS_LS_S_MASK >> MPLS_LS_S_SHIFT, 1);
IS(sizeof(struct mpls_label), 4);
IS(NF_ACCEPT, 1);
IS(NF_DROP, 0);
IS(NF_INET_LOCAL_OUT, 3);
IS(NFPROTO_IPV6, 10);
IS(sizeof(union nf_inet_addr), 16);
IS(TC_H_MAKE(0x10000, 2), 0x10002);
IS(TC_H_CLSACT, 0xfffffff1);
IS(TC_H_MIN(TC_H_MIN_EGRESS), 0xfff3);
IS(CLONE_NEWUSER, 0x10000000);
IS(CLONE_THREAD, 0x10000);
IS(SCHED_EXT, 7);
IS(S_IFMT & 0100644, S_IFREG);
IS(S_IRWXU | S_IRWXG | S_IRWXO, 0777);
IS(CLOCK_BOOTTIME, 7);
IS(CLOCK_TAI, 11);
IS(sizeof(struct sockaddr_un), 110);
IS(KERNEL_VERSION(5, 15, 300), 0x050fff);
IS(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 18, 0), 1);
