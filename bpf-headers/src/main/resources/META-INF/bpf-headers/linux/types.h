/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Integers that say their byte order: __be16 and its like are a reminder, the compiler does not check them.
 *
 * After vmlinux.h, which has all of the kernel's types, the headers of linux/ and asm/ define macros only. A vmlinux.h
 * with a few types alone, written by hand, does not stand in for them: that is what __VMLINUX_PARTIAL__ says, and what is
 * taken for granted where there is a <bpf/vmlinux.h> (xdp-tools).
 */
#ifndef __LINUX_TYPES_H__
#define __LINUX_TYPES_H__
/* The guard of the kernel's own: headers of programs ask for it. */
#define _LINUX_TYPES_H

#ifndef __bitwise
#define __bitwise
#endif
#define __bitwise__ __bitwise

#define __aligned_u64 __u64 __attribute__((aligned(8)))
#define __aligned_s64 __s64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

#include <asm/types.h>

typedef __u16 __bitwise __le16;
typedef __u16 __bitwise __be16;
typedef __u32 __bitwise __le32;
typedef __u32 __bitwise __be32;
typedef __u64 __bitwise __le64;
typedef __u64 __bitwise __be64;

/* Internet checksums: folded, and not yet folded. */
typedef __u16 __bitwise __sum16;
typedef __u32 __bitwise __wsum;

typedef unsigned int __bitwise __poll_t;

typedef unsigned long __kernel_size_t;
typedef long __kernel_ssize_t;
typedef int __kernel_pid_t;
typedef unsigned int __kernel_uid32_t;
typedef unsigned int __kernel_gid32_t;
typedef long long __kernel_loff_t;
typedef long long __kernel_time64_t;
typedef int __kernel_clockid_t;

#endif

#endif
