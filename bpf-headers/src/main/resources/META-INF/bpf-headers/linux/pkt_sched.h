/* SPDX-License-Identifier: BSD-2-Clause */
/* Handles of queueing disciplines and classes, for skb->priority and the like. */
#ifndef __LINUX_PKT_SCHED_H__
#define __LINUX_PKT_SCHED_H__

/* A major and a minor number, of 16 bits each. */
#define TC_H_MAJ_MASK 0xffff0000u
#define TC_H_MIN_MASK 0x0000ffffu
#define TC_H_MAJ(h) ((h) & TC_H_MAJ_MASK)
#define TC_H_MIN(h) ((h) & TC_H_MIN_MASK)
#define TC_H_MAKE(maj, min) (((maj) & TC_H_MAJ_MASK) | ((min) & TC_H_MIN_MASK))

#define TC_H_UNSPEC 0x0u
#define TC_H_ROOT 0xffffffffu
#define TC_H_INGRESS 0xfffffff1u
#define TC_H_CLSACT 0xfffffff1u
#define TC_H_MIN_PRIORITY 0xffe0u
#define TC_H_MIN_INGRESS 0xfff2u
#define TC_H_MIN_EGRESS 0xfff3u

/* Priorities. */
#define TC_PRIO_BESTEFFORT 0
#define TC_PRIO_FILLER 1
#define TC_PRIO_BULK 2
#define TC_PRIO_INTERACTIVE_BULK 4
#define TC_PRIO_INTERACTIVE 6
#define TC_PRIO_CONTROL 7
#define TC_PRIO_MAX 15

#endif
