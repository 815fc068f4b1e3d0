/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux has the first 34 numbers here; they come with the others. */
#ifndef __ASM_GENERIC_ERRNO_BASE_H__
#define __ASM_GENERIC_ERRNO_BASE_H__

#include <asm-generic/errno.h>

#endif
