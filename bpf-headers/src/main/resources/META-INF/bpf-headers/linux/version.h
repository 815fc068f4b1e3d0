/* SPDX-License-Identifier: BSD-2-Clause */
/* The versions of kernels as numbers. What kernel a program runs on is not known when it is compiled: ask
 * LINUX_KERNEL_VERSION, an "extern int ... __kconfig", which the loader fills in. */
#ifndef __LINUX_VERSION_H__
#define __LINUX_VERSION_H__

#ifndef KERNEL_VERSION
#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))
#endif

/* The kernel whose interface these headers show. */
#define LINUX_VERSION_MAJOR 6
#define LINUX_VERSION_PATCHLEVEL 18
#define LINUX_VERSION_SUBLEVEL 0
#define LINUX_VERSION_CODE KERNEL_VERSION(LINUX_VERSION_MAJOR, LINUX_VERSION_PATCHLEVEL, LINUX_VERSION_SUBLEVEL)

#endif
