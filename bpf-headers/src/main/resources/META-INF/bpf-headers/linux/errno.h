/* SPDX-License-Identifier: BSD-2-Clause */
/* Error numbers. */
#ifndef __LINUX_ERRNO_H__
#define __LINUX_ERRNO_H__

#include <asm/errno.h>

#endif
