/* SPDX-License-Identifier: BSD-2-Clause */
/* The byte orders as the target sees them, bpfel or bpfeb. */
#ifndef __ASM_BYTEORDER_H__
#define __ASM_BYTEORDER_H__

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include <linux/byteorder/little_endian.h>
#else
#include <linux/byteorder/big_endian.h>
#endif

#endif
