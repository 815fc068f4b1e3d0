/* SPDX-License-Identifier: BSD-2-Clause */
/* The C library's name for it, which sources share with user space. */
#ifndef __ERRNO_H__
#define __ERRNO_H__

#include <linux/errno.h>

#ifndef ENOTSUP
#define ENOTSUP EOPNOTSUPP
#endif

#endif
