/* SPDX-License-Identifier: BSD-2-Clause */
/* How XDP programs are attached; shared by programs and what loads them. */
#ifndef __LINUX_IF_LINK_H__
#define __LINUX_IF_LINK_H__

#define XDP_FLAGS_UPDATE_IF_NOEXIST 0x1u
#define XDP_FLAGS_SKB_MODE 0x2u
#define XDP_FLAGS_DRV_MODE 0x4u
#define XDP_FLAGS_HW_MODE 0x8u
#define XDP_FLAGS_REPLACE 0x10u
#define XDP_FLAGS_MODES 0xeu
#define XDP_FLAGS_MASK 0x1fu

#endif
