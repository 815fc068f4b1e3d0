/* SPDX-License-Identifier: BSD-2-Clause */
/* The integers of the kernel. */
#ifndef __ASM_GENERIC_TYPES_H__
#define __ASM_GENERIC_TYPES_H__

#include <asm/types.h>

#endif
