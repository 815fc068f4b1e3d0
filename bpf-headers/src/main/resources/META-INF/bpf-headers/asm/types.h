/* SPDX-License-Identifier: BSD-2-Clause */
/* Integers of a given size; BPF is a 64-bit target on every machine. */
#ifndef __ASM_TYPES_H__
#define __ASM_TYPES_H__

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

typedef signed char __s8;
typedef unsigned char __u8;
typedef signed short __s16;
typedef unsigned short __u16;
typedef signed int __s32;
typedef unsigned int __u32;
typedef signed long long __s64;
typedef unsigned long long __u64;

#endif

#endif
