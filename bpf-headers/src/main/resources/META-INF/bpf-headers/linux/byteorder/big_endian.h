/* SPDX-License-Identifier: BSD-2-Clause */
/* The byte orders as a big-endian target sees them. */
#ifndef __LINUX_BYTEORDER_BIG_ENDIAN_H__
#define __LINUX_BYTEORDER_BIG_ENDIAN_H__

#include <linux/swab.h>

#ifndef __BIG_ENDIAN
#define __BIG_ENDIAN 4321
#endif
#ifndef __BIG_ENDIAN_BITFIELD
#define __BIG_ENDIAN_BITFIELD
#endif

#define __cpu_to_le16(x) ((__le16)__swab16(x))
#define __le16_to_cpu(x) (__swab16(x))
#define __constant_cpu_to_le16(x) __cpu_to_le16(x)
#define __constant_le16_to_cpu(x) __le16_to_cpu(x)
#define __cpu_to_be16(x) ((__be16)(x))
#define __be16_to_cpu(x) ((__u16)(x))
#define __constant_cpu_to_be16(x) __cpu_to_be16(x)
#define __constant_be16_to_cpu(x) __be16_to_cpu(x)
#define __cpu_to_le32(x) ((__le32)__swab32(x))
#define __le32_to_cpu(x) (__swab32(x))
#define __constant_cpu_to_le32(x) __cpu_to_le32(x)
#define __constant_le32_to_cpu(x) __le32_to_cpu(x)
#define __cpu_to_be32(x) ((__be32)(x))
#define __be32_to_cpu(x) ((__u32)(x))
#define __constant_cpu_to_be32(x) __cpu_to_be32(x)
#define __constant_be32_to_cpu(x) __be32_to_cpu(x)
#define __cpu_to_le64(x) ((__le64)__swab64(x))
#define __le64_to_cpu(x) (__swab64(x))
#define __constant_cpu_to_le64(x) __cpu_to_le64(x)
#define __constant_le64_to_cpu(x) __le64_to_cpu(x)
#define __cpu_to_be64(x) ((__be64)(x))
#define __be64_to_cpu(x) ((__u64)(x))
#define __constant_cpu_to_be64(x) __cpu_to_be64(x)
#define __constant_be64_to_cpu(x) __be64_to_cpu(x)
#define __constant_htons(x) __cpu_to_be16(x)
#define __constant_ntohs(x) __be16_to_cpu(x)
#define __constant_htonl(x) __cpu_to_be32(x)
#define __constant_ntohl(x) __be32_to_cpu(x)

#endif
