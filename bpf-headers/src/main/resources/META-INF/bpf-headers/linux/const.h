/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers that assembler reads too. */
#ifndef __LINUX_CONST_H__
#define __LINUX_CONST_H__

#define __AC(X, Y) (X##Y)
#define _AC(X, Y) __AC(X, Y)
#define _AT(T, X) ((T)(X))
#define _UL(x) (_AC(x, UL))
#define _ULL(x) (_AC(x, ULL))
#define _BITUL(x) (_UL(1) << (x))
#define _BITULL(x) (_ULL(1) << (x))

#endif
