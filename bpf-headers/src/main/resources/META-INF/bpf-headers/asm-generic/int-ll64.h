/* SPDX-License-Identifier: BSD-2-Clause */
/* The integers of the kernel, those of 64 bits being `long long`. */
#ifndef __ASM_GENERIC_INT_LL64_H__
#define __ASM_GENERIC_INT_LL64_H__

#include <asm/types.h>

#endif
