/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From the target's byte order to the network's and back. The target is bpfel or bpfeb: __BYTE_ORDER__ is the compiler's
 * word for it, whatever machine the compiler runs on.
 */
#ifndef __BPF_ENDIAN_H__
#define __BPF_ENDIAN_H__

#include <linux/types.h>

/* clang folds these where the argument is constant, so they may stand in an initialiser or after `case`. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ___bpf_be16(x) ((__u16)__builtin_bswap16((__u16)(x)))
#define ___bpf_be32(x) ((__u32)__builtin_bswap32((__u32)(x)))
#define ___bpf_be64(x) ((__u64)__builtin_bswap64((__u64)(x)))
#elif __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ___bpf_be16(x) ((__u16)(x))
#define ___bpf_be32(x) ((__u32)(x))
#define ___bpf_be64(x) ((__u64)(x))
#else
#error "bpf_endian.h: the compiler does not say what byte order it compiles for"
#endif

#define bpf_htons(x) ___bpf_be16(x)
#define bpf_ntohs(x) ___bpf_be16(x)
#define bpf_htonl(x) ___bpf_be32(x)
#define bpf_ntohl(x) ___bpf_be32(x)
#define bpf_cpu_to_be64(x) ___bpf_be64(x)
#define bpf_be64_to_cpu(x) ___bpf_be64(x)

/* Older programs' names for a constant argument, and names without the prefix. */
#define __bpf_constant_htons(x) ___bpf_be16(x)
#define __bpf_constant_ntohs(x) ___bpf_be16(x)
#define __bpf_constant_htonl(x) ___bpf_be32(x)
#define __bpf_constant_ntohl(x) ___bpf_be32(x)
#define __bpf_constant_cpu_to_be64(x) ___bpf_be64(x)
#define __bpf_constant_be64_to_cpu(x) ___bpf_be64(x)
#define __bpf_htons(x) ___bpf_be16(x)
#define __bpf_ntohs(x) ___bpf_be16(x)
#define __bpf_htonl(x) ___bpf_be32(x)
#define __bpf_ntohl(x) ___bpf_be32(x)
#define __bpf_cpu_to_be64(x) ___bpf_be64(x)
#define __bpf_be64_to_cpu(x) ___bpf_be64(x)

#endif
