/* SPDX-License-Identifier: BSD-2-Clause */
/* Network interfaces: the length of a name, and flags. */
#ifndef __LINUX_IF_H__
#define __LINUX_IF_H__

#define IFNAMSIZ 16
#define IFALIASZ 256
#define ALTIFNAMSIZ 128

/* Flags of an interface; the kernel has them as an enum too. */
#define IFF_UP 0x1
#define IFF_BROADCAST 0x2
#define IFF_DEBUG 0x4
#define IFF_LOOPBACK 0x8
#define IFF_POINTOPOINT 0x10
#define IFF_NOTRAILERS 0x20
#define IFF_RUNNING 0x40
#define IFF_NOARP 0x80
#define IFF_PROMISC 0x100
#define IFF_ALLMULTI 0x200
#define IFF_MASTER 0x400
#define IFF_SLAVE 0x800
#define IFF_MULTICAST 0x1000
#define IFF_PORTSEL 0x2000
#define IFF_AUTOMEDIA 0x4000
#define IFF_DYNAMIC 0x8000
#define IFF_LOWER_UP 0x10000
#define IFF_DORMANT 0x20000
#define IFF_ECHO 0x40000

#endif
