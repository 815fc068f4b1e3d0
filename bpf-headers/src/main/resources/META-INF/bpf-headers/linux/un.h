/* SPDX-License-Identifier: BSD-2-Clause */
/* Addresses of sockets in the file system. */
#ifndef __LINUX_UN_H__
#define __LINUX_UN_H__

#include <linux/socket.h>

#define UNIX_PATH_MAX 108

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

struct sockaddr_un {
	__kernel_sa_family_t sun_family;
	char sun_path[UNIX_PATH_MAX];
};

#endif

#endif
