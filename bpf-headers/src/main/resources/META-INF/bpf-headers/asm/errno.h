/* SPDX-License-Identifier: BSD-2-Clause */
/* The numbers that most architectures share; alpha, mips, parisc and sparc have some of their own. */
#ifndef __ASM_ERRNO_H__
#define __ASM_ERRNO_H__

#include <asm-generic/errno.h>

#endif
