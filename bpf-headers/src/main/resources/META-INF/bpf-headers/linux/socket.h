/* SPDX-License-Identifier: BSD-2-Clause */
/* The beginning of every socket address. */
#ifndef __LINUX_SOCKET_H__
#define __LINUX_SOCKET_H__

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

typedef unsigned short __kernel_sa_family_t;

struct __kernel_sockaddr_storage {
	union {
		struct {
			__kernel_sa_family_t ss_family;
			char __data[126];
		};
		void *__align;
	};
};

#endif

#endif
