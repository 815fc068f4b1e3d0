/* SPDX-License-Identifier: BSD-2-Clause */
/* The registers of a traced function. */
#ifndef __LINUX_PTRACE_H__
#define __LINUX_PTRACE_H__

#include <asm/ptrace.h>

#endif
