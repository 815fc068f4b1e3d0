/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Flags of VLAN devices. The tag in the packet, two bytes of VLAN_TCI and two of the next protocol, is no part of the
 * kernel's interface: programs define a struct for it.
 */
#ifndef __LINUX_IF_VLAN_H__
#define __LINUX_IF_VLAN_H__

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

enum vlan_flags {
	VLAN_FLAG_REORDER_HDR = 0x1,
	VLAN_FLAG_GVRP = 0x2,
	VLAN_FLAG_LOOSE_BINDING = 0x4,
	VLAN_FLAG_MVRP = 0x8,
	VLAN_FLAG_BRIDGE_BINDING = 0x10,
};

enum vlan_name_types {
	VLAN_NAME_TYPE_PLUS_VID = 0,
	VLAN_NAME_TYPE_RAW_PLUS_VID = 1,
	VLAN_NAME_TYPE_PLUS_VID_NO_PAD = 2,
	VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD = 3,
	VLAN_NAME_TYPE_HIGHEST = 4,
};

#endif

#endif
