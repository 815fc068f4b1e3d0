/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * CO-RE, "compile once, run everywhere": questions and reads whose answers the loader fills in for the kernel at hand.
 * The macros are dresses for clang's __builtin_preserve_* and __builtin_btf_type_id.
 */
#ifndef __BPF_CORE_READ_H__
#define __BPF_CORE_READ_H__

#include <bpf/bpf_helpers.h>

/* The kinds of question: the second argument of those built-ins, and the kind of the relocation in .BTF.ext. */
enum bpf_field_info_kind {
	BPF_FIELD_BYTE_OFFSET = 0,
	BPF_FIELD_BYTE_SIZE = 1,
	BPF_FIELD_EXISTS = 2,
	BPF_FIELD_SIGNED = 3,
	BPF_FIELD_LSHIFT_U64 = 4,
	BPF_FIELD_RSHIFT_U64 = 5,
};

enum bpf_type_id_kind {
	BPF_TYPE_ID_LOCAL = 0,
	BPF_TYPE_ID_TARGET = 1,
};

enum bpf_type_info_kind {
	BPF_TYPE_EXISTS = 0,
	BPF_TYPE_SIZE = 1,
	BPF_TYPE_MATCHES = 2,
};

enum bpf_enum_value_kind {
	BPF_ENUMVAL_EXISTS = 0,
	BPF_ENUMVAL_VALUE = 1,
};

/* As ___bpf_apply, which may be what these macros are expanded in: C expands no macro within itself. */
#define ___core_concat(a, b) a##b
#define ___core_apply(fn, n) ___core_concat(fn, n)

/* A field is named by an expression (task->pid) or by its type and path (struct task_struct, pid). */
#define ___core_null(type) ((__typeof__(type) *)0)
#define ___core_field1(field) (field)
#define ___core_field2(type, field) (___core_null(type)->field)
#define ___core_field(args...) ___core_apply(___core_field, ___bpf_narg(args))(args)

#define bpf_core_field_exists(field...) __builtin_preserve_field_info(___core_field(field), BPF_FIELD_EXISTS)
#define bpf_core_field_size(field...) __builtin_preserve_field_info(___core_field(field), BPF_FIELD_BYTE_SIZE)
#define bpf_core_field_offset(field...) __builtin_preserve_field_info(___core_field(field), BPF_FIELD_BYTE_OFFSET)

#define bpf_core_type_id_local(type) __builtin_btf_type_id(*___core_null(type), BPF_TYPE_ID_LOCAL)
#define bpf_core_type_id_kernel(type) __builtin_btf_type_id(*___core_null(type), BPF_TYPE_ID_TARGET)

#define bpf_core_type_exists(type) __builtin_preserve_type_info(*___core_null(type), BPF_TYPE_EXISTS)
#define bpf_core_type_size(type) __builtin_preserve_type_info(*___core_null(type), BPF_TYPE_SIZE)
#define bpf_core_type_matches(type) __builtin_preserve_type_info(*___core_null(type), BPF_TYPE_MATCHES)

/* clang wants the enumerator as the address of something of the enum's type. */
#define ___core_enumerator(type, value) (*(__typeof__(type) *)value)
#define bpf_core_enum_value_exists(enum_type, enum_value)                                                              \
	__builtin_preserve_enum_value(___core_enumerator(enum_type, enum_value), BPF_ENUMVAL_EXISTS)
#define bpf_core_enum_value(enum_type, enum_value)                                                                     \
	__builtin_preserve_enum_value(___core_enumerator(enum_type, enum_value), BPF_ENUMVAL_VALUE)

/*
 * Bit fields. They are read as the whole integer that holds them (of 1, 2, 4 or 8 bytes, whose size and place are the
 * kernel's), as a 64-bit word; shifting the word to the left and back to the right leaves the field alone in it.
 */
#define ___core_info(s, field, kind) __builtin_preserve_field_info((s)->field, BPF_FIELD_##kind)

#define ___core_bits(word, s, field)                                                                                   \
	({                                                                                                             \
		unsigned long long ___left = (word) << ___core_info(s, field, LSHIFT_U64);                             \
		___core_info(s, field, SIGNED)                                                                         \
			? (unsigned long long)((long long)___left >> ___core_info(s, field, RSHIFT_U64))               \
			: ___left >> ___core_info(s, field, RSHIFT_U64);                                               \
	})

/* Where an integer of that size must be put to be the low end of a 64-bit word. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ___core_low_end(word, size) ((void *)(word))
#else
#define ___core_low_end(word, size) ((void *)((char *)(word) + (8 - (size))))
#endif

/* The bit field of an object that is only a pointer into the kernel's memory. */
#define BPF_CORE_READ_BITFIELD_PROBED(s, field)                                                                        \
	({                                                                                                             \
		unsigned long long ___word = 0;                                                                        \
		bpf_probe_read_kernel(___core_low_end(&___word, ___core_info(s, field, BYTE_SIZE)),                    \
				      ___core_info(s, field, BYTE_SIZE),                                               \
				      (const char *)(s) + ___core_info(s, field, BYTE_OFFSET));                        \
		___core_bits(___word, s, field);                                                                       \
	})

/*
 * The bit field of an object that the verifier lets the program read directly. The address goes through an empty
 * assembler statement so that its relocation is made once, not folded into each of the four loads.
 */
#define BPF_CORE_READ_BITFIELD(s, field)                                                                               \
	({                                                                                                             \
		const char *___at = (const char *)(s) + ___core_info(s, field, BYTE_OFFSET);                           \
		unsigned long long ___word;                                                                            \
		__asm__ volatile("" : "+r"(___at));                                                                    \
		switch (___core_info(s, field, BYTE_SIZE)) {                                                           \
		case 1: ___word = *(const unsigned char *)___at; break;                                                \
		case 2: ___word = *(const unsigned short *)___at; break;                                               \
		case 4: ___word = *(const unsigned int *)___at; break;                                                 \
		case 8: ___word = *(const unsigned long long *)___at; break;                                           \
		}                                                                                                      \
		___core_bits(___word, s, field);                                                                       \
	})

/* The same the other way round: RSHIFT less LSHIFT is the number of bits to the right of the field. */
#define BPF_CORE_WRITE_BITFIELD(s, field, new_val)                                                                     \
	({                                                                                                             \
		char *___at = (char *)(s) + ___core_info(s, field, BYTE_OFFSET);                                       \
		unsigned int ___size = ___core_info(s, field, BYTE_SIZE);                                              \
		unsigned int ___left = ___core_info(s, field, LSHIFT_U64);                                             \
		unsigned int ___right = ___core_info(s, field, RSHIFT_U64);                                            \
		unsigned long long ___mask = (~0ULL << ___right) >> ___left;                                           \
		unsigned long long ___bits = ((unsigned long long)(new_val) << (___right - ___left)) & ___mask;        \
		__asm__ volatile("" : "+r"(___at));                                                                    \
		switch (___size) {                                                                                     \
		case 1: *(unsigned char *)___at = (*(unsigned char *)___at & ~___mask) | ___bits; break;               \
		case 2: *(unsigned short *)___at = (*(unsigned short *)___at & ~___mask) | ___bits; break;             \
		case 4: *(unsigned int *)___at = (*(unsigned int *)___at & ~___mask) | ___bits; break;                 \
		case 8: *(unsigned long long *)___at = (*(unsigned long long *)___at & ~___mask) | ___bits; break;     \
		}                                                                                                      \
	})

/* Single reads; `src` is the address of a field, and the relocation is that field's place. */
#define bpf_core_read(dst, sz, src)                                                                                    \
	bpf_probe_read_kernel(dst, sz, (const void *)__builtin_preserve_access_index(src))
#define bpf_core_read_user(dst, sz, src)                                                                               \
	bpf_probe_read_user(dst, sz, (const void *)__builtin_preserve_access_index(src))
#define bpf_core_read_str(dst, sz, src)                                                                                \
	bpf_probe_read_kernel_str(dst, sz, (const void *)__builtin_preserve_access_index(src))
#define bpf_core_read_user_str(dst, sz, src)                                                                           \
	bpf_probe_read_user_str(dst, sz, (const void *)__builtin_preserve_access_index(src))

/* bpf_core_cast(ptr, struct sock): a pointer that the verifier lets the program read through (a kfunc of Linux 6.2). */
extern void *bpf_rdonly_cast(const void *obj__ign, __u32 btf_id__k) __ksym __weak;
#define bpf_core_cast(ptr, type) ((__typeof__(type) *)bpf_rdonly_cast((ptr), bpf_core_type_id_kernel(type)))

/*
 * Walks. BPF_CORE_READ(task, mm, exe_file, f_inode) is task->mm->exe_file->f_inode, each arrow a read of its own, ten of
 * them at most; an accessor may itself have dots and indices (fields in the same object).
 *
 * Every step but the last reads a pointer with `hop`, all of them into the one variable ___at, for a program's stack is
 * small; the variables ___pN are there for their types alone. `end` says what the last step does. An expression's value is
 * such a walk into a variable, of the type that the plain C of it has.
 */
#if defined(__clang_major__) && __clang_major__ >= 19
#define ___core_type(path) __typeof_unqual__(path)
#else
#define ___core_type(path) __typeof__(path)
#endif
#define ___core_addr(p, at, a) (&((__typeof__(p))(at))->a)

#define ___core_hop(hop, p, at, to, a)                                                                                 \
	___core_type((p)->a) to __attribute__((unused));                                                               \
	hop((void *)&___at, sizeof(___at), ___core_addr(p, at, a));
#define ___core_more1(hop, end, dst, p, a) end(hop, dst, p, ___at, a)
#define ___core_more2(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p2, a)                                                                           \
	___core_more1(hop, end, dst, ___p2, r)
#define ___core_more3(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p3, a)                                                                           \
	___core_more2(hop, end, dst, ___p3, r)
#define ___core_more4(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p4, a)                                                                           \
	___core_more3(hop, end, dst, ___p4, r)
#define ___core_more5(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p5, a)                                                                           \
	___core_more4(hop, end, dst, ___p5, r)
#define ___core_more6(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p6, a)                                                                           \
	___core_more5(hop, end, dst, ___p6, r)
#define ___core_more7(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p7, a)                                                                           \
	___core_more6(hop, end, dst, ___p7, r)
#define ___core_more8(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p8, a)                                                                           \
	___core_more7(hop, end, dst, ___p8, r)
#define ___core_more9(hop, end, dst, p, a, r...)                                                                       \
	___core_hop(hop, p, ___at, ___p9, a)                                                                           \
	___core_more8(hop, end, dst, ___p9, r)
#define ___core_walk1(hop, end, dst, src, a) end(hop, dst, src, src, a)
#define ___core_walk2(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p2, a)                                                                           \
	___core_more1(hop, end, dst, ___p2, r)
#define ___core_walk3(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p3, a)                                                                           \
	___core_more2(hop, end, dst, ___p3, r)
#define ___core_walk4(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p4, a)                                                                           \
	___core_more3(hop, end, dst, ___p4, r)
#define ___core_walk5(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p5, a)                                                                           \
	___core_more4(hop, end, dst, ___p5, r)
#define ___core_walk6(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p6, a)                                                                           \
	___core_more5(hop, end, dst, ___p6, r)
#define ___core_walk7(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p7, a)                                                                           \
	___core_more6(hop, end, dst, ___p7, r)
#define ___core_walk8(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p8, a)                                                                           \
	___core_more7(hop, end, dst, ___p8, r)
#define ___core_walk9(hop, end, dst, src, a, r...)                                                                     \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p9, a)                                                                           \
	___core_more8(hop, end, dst, ___p9, r)
#define ___core_walk10(hop, end, dst, src, a, r...)                                                                    \
	const void *___at;                                                                                             \
	___core_hop(hop, src, src, ___p10, a)                                                                          \
	___core_more9(hop, end, dst, ___p10, r)
#define ___core_walk(hop, end, dst, src, args...)                                                                      \
	({ ___core_apply(___core_walk, ___bpf_narg(args))(hop, end, dst, src, args); })

/* The last step reads into *dst, or reads a string into *dst. */
#define ___core_into(hop, dst, p, at, a) hop((void *)(dst), sizeof(*(dst)), ___core_addr(p, at, a))
#define ___core_str_into(hop, dst, p, at, a)                                                                           \
	bpf_core_read_str((void *)(dst), sizeof(*(dst)), ___core_addr(p, at, a))
#define ___core_user_str_into(hop, dst, p, at, a)                                                                      \
	bpf_core_read_user_str((void *)(dst), sizeof(*(dst)), ___core_addr(p, at, a))
#define ___probe_str_into(hop, dst, p, at, a)                                                                          \
	bpf_probe_read_kernel_str((void *)(dst), sizeof(*(dst)), ___core_addr(p, at, a))
#define ___probe_user_str_into(hop, dst, p, at, a)                                                                     \
	bpf_probe_read_user_str((void *)(dst), sizeof(*(dst)), ___core_addr(p, at, a))

#define ___core_path1(src, a) ((src)->a)
#define ___core_path2(src, a, r...) ___core_path1((src)->a, r)
#define ___core_path3(src, a, r...) ___core_path2((src)->a, r)
#define ___core_path4(src, a, r...) ___core_path3((src)->a, r)
#define ___core_path5(src, a, r...) ___core_path4((src)->a, r)
#define ___core_path6(src, a, r...) ___core_path5((src)->a, r)
#define ___core_path7(src, a, r...) ___core_path6((src)->a, r)
#define ___core_path8(src, a, r...) ___core_path7((src)->a, r)
#define ___core_path9(src, a, r...) ___core_path8((src)->a, r)
#define ___core_path10(src, a, r...) ___core_path9((src)->a, r)
#define ___core_value(hop, src, args...)                                                                               \
	({                                                                                                             \
		___core_type(___core_apply(___core_path, ___bpf_narg(args))(src, args)) ___value;                      \
		___core_walk(hop, ___core_into, &___value, src, args);                                                 \
		___value;                                                                                              \
	})

/* Kernel memory, and user memory as the kernel's own structs describe it. */
#define BPF_CORE_READ(src, args...) ___core_value(bpf_core_read, src, args)
#define BPF_CORE_READ_USER(src, args...) ___core_value(bpf_core_read_user, src, args)
#define BPF_CORE_READ_INTO(dst, src, args...) ___core_walk(bpf_core_read, ___core_into, dst, src, args)
#define BPF_CORE_READ_USER_INTO(dst, src, args...) ___core_walk(bpf_core_read_user, ___core_into, dst, src, args)
#define BPF_CORE_READ_STR_INTO(dst, src, args...) ___core_walk(bpf_core_read, ___core_str_into, dst, src, args)
#define BPF_CORE_READ_USER_STR_INTO(dst, src, args...)                                                                 \
	___core_walk(bpf_core_read_user, ___core_user_str_into, dst, src, args)

/* The same without relocations: the fields are where this program's types say, as fits the types of user space. */
#define BPF_PROBE_READ(src, args...) ___core_value(bpf_probe_read_kernel, src, args)
#define BPF_PROBE_READ_USER(src, args...) ___core_value(bpf_probe_read_user, src, args)
#define BPF_PROBE_READ_INTO(dst, src, args...) ___core_walk(bpf_probe_read_kernel, ___core_into, dst, src, args)
#define BPF_PROBE_READ_USER_INTO(dst, src, args...) ___core_walk(bpf_probe_read_user, ___core_into, dst, src, args)
#define BPF_PROBE_READ_STR_INTO(dst, src, args...)                                                                     \
	___core_walk(bpf_probe_read_kernel, ___probe_str_into, dst, src, args)
#define BPF_PROBE_READ_USER_STR_INTO(dst, src, args...)                                                                \
	___core_walk(bpf_probe_read_user, ___probe_user_str_into, dst, src, args)

#endif
