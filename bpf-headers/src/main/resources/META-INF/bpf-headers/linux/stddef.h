/* SPDX-License-Identifier: BSD-2-Clause */
/* Dresses for members of structs. */
#ifndef __LINUX_STDDEF_H__
#define __LINUX_STDDEF_H__

#ifndef __always_inline
#define __always_inline inline __attribute__((always_inline))
#endif

/* Members that can be named as they are, and together under a name (and a tag) of their own. */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...)                                                                   \
	union {                                                                                                        \
		struct {                                                                                               \
			MEMBERS                                                                                        \
		} ATTRS;                                                                                               \
		struct TAG {                                                                                           \
			MEMBERS                                                                                        \
		} ATTRS NAME;                                                                                          \
	} ATTRS

/* An array without a length, where C does not let one be: in a union, or alone in a struct. */
#define __DECLARE_FLEX_ARRAY(TYPE, NAME)                                                                               \
	struct {                                                                                                       \
		struct {                                                                                               \
		} __empty_##NAME;                                                                                      \
		TYPE NAME[];                                                                                           \
	}

#ifndef __counted_by
#define __counted_by(m)
#define __counted_by_le(m)
#define __counted_by_be(m)
#endif

#endif
