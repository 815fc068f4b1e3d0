/* SPDX-License-Identifier: BSD-2-Clause */
/* What nearly every BPF program starts from: sections, map definitions, tags, printing and loops. */
#ifndef __BPF_HELPERS_H__
#define __BPF_HELPERS_H__

#include <linux/types.h>

#include <bpf/bpf_helper_defs.h>

/*
 * Map definitions. Such a map is never read by the program itself: the loader reads the types of the struct's members,
 * so a number is written as an array's length, and a type as a pointer to it.
 */
#define __uint(name, val) int (*name)[val]
#define __type(name, val) __typeof__(val) *name
#define __array(name, val) __typeof__(val) *name[]
/* A number that does not fit an array's length: the value of an enumerator that nobody will name. */
#define __ulong(name, val) enum { ___bpf_apply(__unique_value, __COUNTER__) = val } name

/*
 * The ELF section of a program, a map, or a global variable. "used" keeps what nothing in this file refers to; clang
 * warns where that makes no sense (on a declaration), which is no reason to have two macros.
 */
#define SEC(name)                                                                                                      \
	_Pragma("GCC diagnostic push")                                                                                 \
	_Pragma("GCC diagnostic ignored \"-Wignored-attributes\"")                                                     \
	__attribute__((section(name), used))                                                                           \
	_Pragma("GCC diagnostic pop")

#ifndef likely
#define likely(x) (__builtin_expect(!!(x), 1))
#endif
#ifndef unlikely
#define unlikely(x) (__builtin_expect(!!(x), 0))
#endif

/* linux/stddef.h has an __always_inline of its own, without "inline". */
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))
#ifndef __noinline
#define __noinline __attribute__((noinline))
#endif
#ifndef __weak
#define __weak __attribute__((weak))
#endif
/* A global function that the verifier checks together with its callers, as if it were static. */
#define __hidden __attribute__((visibility("hidden")))

#ifndef NULL
#define NULL ((void *)0)
#endif

#ifndef KERNEL_VERSION
#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))
#endif

/* Not __builtin_offsetof: that folds to a number at once, and a CO-RE relocation of the field would be lost. */
#undef offsetof
#define offsetof(type, member) ((unsigned long)&((type *)0)->member)
#undef container_of
#define container_of(ptr, type, member)                                                                                \
	({                                                                                                             \
		void *___member = (void *)(ptr);                                                                       \
		(type *)(___member - offsetof(type, member));                                                          \
	})

/* The compiler moves no memory access across this. */
#ifndef barrier
#define barrier() __asm__ volatile("" ::: "memory")
#endif
/* The compiler forgets what it knew of this variable, so that a check of it stays where it was written. */
#ifndef barrier_var
#define barrier_var(var) __asm__ volatile("" : "+r"(var))
#endif

/* Code that must not be left in the object: the verifier refuses it, or the build fails before. */
#ifndef __bpf_unreachable
#define __bpf_unreachable() __builtin_trap()
#endif

#ifndef __bpf_stringify
#define ___bpf_stringify(x...) #x
#define __bpf_stringify(x...) ___bpf_stringify(x)
#endif

#ifdef __bpf__
/*
 * A tail call whose map and slot are known at compile time, so that the kernel can make it a direct jump. It is written
 * in assembler because the compiler might merge two of them into one call with a variable slot.
 */
static __always_inline void bpf_tail_call_static(void *ctx, const void *map, const __u32 slot)
{
	if (!__builtin_constant_p(slot))
		__bpf_unreachable();

	__asm__ volatile("r1 = %[ctx]\n\t"
			 "r2 = %[map]\n\t"
			 "r3 = %[slot]\n\t"
			 "call 12"
			 :
			 : [ctx] "r"(ctx), [map] "r"(map), [slot] "i"(slot)
			 : "r0", "r1", "r2", "r3", "r4", "r5");
}
#endif

/* For __uint(pinning, ...): BY_NAME shares the map over a file of its name below /sys/fs/bpf. */
enum libbpf_pin_type {
	LIBBPF_PIN_NONE = 0,
	LIBBPF_PIN_BY_NAME = 1,
};

/* The value of an "extern enum libbpf_tristate CONFIG_X __kconfig". */
enum libbpf_tristate {
	TRI_NO = 0,
	TRI_YES = 1,
	TRI_MODULE = 2,
};

/* What the loader fills in: the kernel's configuration, the kernel's symbols and functions. */
#define __kconfig __attribute__((section(".kconfig")))
#define __ksym __attribute__((section(".ksyms")))

/* Is this symbol, declared "__ksym __weak", there in the kernel? A strong one is always there: that test is a mistake. */
#define bpf_ksym_exists(sym)                                                                                           \
	({                                                                                                             \
		_Static_assert(!__builtin_constant_p(!!sym), #sym " is not declared __weak");                          \
		!!sym;                                                                                                 \
	})

/* How a map's value may hold a pointer. */
#define __kptr __attribute__((btf_type_tag("kptr")))
#define __kptr_untrusted __attribute__((btf_type_tag("kptr_untrusted")))
#define __percpu_kptr __attribute__((btf_type_tag("percpu_kptr")))
#define __uptr __attribute__((btf_type_tag("uptr")))

/* What the verifier may take for granted of a global function's argument (and checks at its calls). */
#define __arg_ctx __attribute__((btf_decl_tag("arg:ctx")))
#define __arg_nonnull __attribute__((btf_decl_tag("arg:nonnull")))
#define __arg_nullable __attribute__((btf_decl_tag("arg:nullable")))
#define __arg_trusted __attribute__((btf_decl_tag("arg:trusted")))
#define __arg_untrusted __attribute__((btf_decl_tag("arg:untrusted")))
#define __arg_arena __attribute__((btf_decl_tag("arg:arena")))

/*
 * ___bpf_apply(f, ___bpf_narg(args))(args): the variant of f for that many arguments, 0 to 12 of them. Programs define
 * these four once more for themselves, which C allows if they do it in the same words, parameters and spaces included.
 */
#ifndef ___bpf_concat
#define ___bpf_concat(a, b) a ## b
#endif
#ifndef ___bpf_apply
#define ___bpf_apply(fn, n) ___bpf_concat(fn, n)
#endif
#ifndef ___bpf_nth
#define ___bpf_nth(_, _1, _2, _3, _4, _5, _6, _7, _8, _9, _a, _b, _c, N, ...) N
#endif
#ifndef ___bpf_narg
#ifdef __STRICT_ANSI__
/* ", ##" does not drop the comma in the strict modes, -std=c11 and the like. */
#define ___bpf_narg(...) ___bpf_nth(_ __VA_OPT__(,) __VA_ARGS__, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#else
#define ___bpf_narg(...) ___bpf_nth(_, ##__VA_ARGS__, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#endif
#endif

/*
 * The 64-bit words that the printf-like helpers take. An argument may be a pointer or an integer of any size, which C
 * would warn of. They are stored one by one: from an initialiser clang may make a constant in .rodata, and what is
 * relocated there (the address of a string) loaders do not fill in.
 */
#define ___bpf_put0(words, count, ...) (void)0
#define ___bpf_put1(words, count, a) words[count - 1] = (unsigned long long)(a)
#define ___bpf_put2(words, count, a, r...)                                                                             \
	words[count - 2] = (unsigned long long)(a);                                                                    \
	___bpf_put1(words, count, r)
#define ___bpf_put3(words, count, a, r...)                                                                             \
	words[count - 3] = (unsigned long long)(a);                                                                    \
	___bpf_put2(words, count, r)
#define ___bpf_put4(words, count, a, r...)                                                                             \
	words[count - 4] = (unsigned long long)(a);                                                                    \
	___bpf_put3(words, count, r)
#define ___bpf_put5(words, count, a, r...)                                                                             \
	words[count - 5] = (unsigned long long)(a);                                                                    \
	___bpf_put4(words, count, r)
#define ___bpf_put6(words, count, a, r...)                                                                             \
	words[count - 6] = (unsigned long long)(a);                                                                    \
	___bpf_put5(words, count, r)
#define ___bpf_put7(words, count, a, r...)                                                                             \
	words[count - 7] = (unsigned long long)(a);                                                                    \
	___bpf_put6(words, count, r)
#define ___bpf_put8(words, count, a, r...)                                                                             \
	words[count - 8] = (unsigned long long)(a);                                                                    \
	___bpf_put7(words, count, r)
#define ___bpf_put9(words, count, a, r...)                                                                             \
	words[count - 9] = (unsigned long long)(a);                                                                    \
	___bpf_put8(words, count, r)
#define ___bpf_put10(words, count, a, r...)                                                                            \
	words[count - 10] = (unsigned long long)(a);                                                                   \
	___bpf_put9(words, count, r)
#define ___bpf_put11(words, count, a, r...)                                                                            \
	words[count - 11] = (unsigned long long)(a);                                                                   \
	___bpf_put10(words, count, r)
#define ___bpf_put12(words, count, a, r...)                                                                            \
	words[count - 12] = (unsigned long long)(a);                                                                   \
	___bpf_put11(words, count, r)
#define ___bpf_words(...)                                                                                              \
	unsigned long long ___words[___bpf_narg(__VA_ARGS__)];                                                         \
	___bpf_apply(___bpf_put, ___bpf_narg(__VA_ARGS__))(___words, ___bpf_narg(__VA_ARGS__) __VA_OPT__(,) __VA_ARGS__)

/* Puts the arguments into an array that there is already: programs make printf-like macros of their own with it. */
#define ___bpf_fill(words, args...) ___bpf_apply(___bpf_put, ___bpf_narg(args))(words, ___bpf_narg(args), ##args)

/* bpf_snprintf(out, size, format, arguments...); the format is kept in .rodata, where the helper needs it. */
#define BPF_SNPRINTF(out, out_size, fmt, args...)                                                                      \
	({                                                                                                             \
		static const char ___fmt[] = fmt;                                                                      \
		___bpf_words(args);                                                                                    \
		bpf_snprintf(out, out_size, ___fmt, ___words, sizeof(___words));                                       \
	})

/* The same into the seq_file of an iterator program. */
#define BPF_SEQ_PRINTF(seq, fmt, args...)                                                                              \
	({                                                                                                             \
		static const char ___fmt[] = fmt;                                                                      \
		___bpf_words(args);                                                                                    \
		bpf_seq_printf(seq, ___fmt, sizeof(___fmt), ___words, sizeof(___words));                               \
	})

/*
 * bpf_printk(format, arguments...): a line in /sys/kernel/tracing/trace_pipe. bpf_trace_printk takes three arguments at
 * most; for more of them bpf_trace_vprintk is called, which Linux 5.16 has. BPF_NO_GLOBAL_DATA is for kernels before 5.2
 * and puts the format on the stack.
 */
#ifdef BPF_NO_GLOBAL_DATA
#define BPF_PRINTK_FMT_MOD
#else
#define BPF_PRINTK_FMT_MOD static const
#endif

#define __bpf_printk(fmt, args...)                                                                                     \
	({                                                                                                             \
		BPF_PRINTK_FMT_MOD char ____fmt[] = fmt;                                                               \
		bpf_trace_printk(____fmt, sizeof(____fmt), ##args);                                                    \
	})

#define __bpf_vprintk(fmt, args...)                                                                                    \
	({                                                                                                             \
		static const char ___fmt[] = fmt;                                                                      \
		___bpf_words(args);                                                                                    \
		bpf_trace_vprintk(___fmt, sizeof(___fmt), ___words, sizeof(___words));                                 \
	})

#define ___bpf_pick_printk(...)                                                                                        \
	___bpf_nth(_ __VA_OPT__(,) __VA_ARGS__, __bpf_vprintk, __bpf_vprintk, __bpf_vprintk, __bpf_vprintk,            \
		   __bpf_vprintk, __bpf_vprintk, __bpf_vprintk, __bpf_vprintk, __bpf_vprintk, __bpf_printk,            \
		   __bpf_printk, __bpf_printk, __bpf_printk)

#define bpf_printk(fmt, args...) ___bpf_pick_printk(args)(fmt, ##args)

/*
 * bpf_stream_printk(BPF_STDOUT, format, arguments...): into a stream of the program's own, which `bpftool prog tracelog`
 * shows. The kfunc comes from vmlinux.h; it is not declared here because its name and its arguments were others before
 * Linux 7.0.
 */

#define bpf_stream_printk(stream_id, fmt, args...)                                                                     \
	({                                                                                                             \
		static const char ___fmt[] = fmt;                                                                      \
		___bpf_words(args);                                                                                    \
		bpf_stream_vprintk(stream_id, ___fmt, ___words, sizeof(___words));                                     \
	})

/* Loops over an open-coded iterator (Linux 6.4). The verifier takes them for finite, however long they are. */
struct bpf_iter_num;

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __weak __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __weak __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __weak __ksym;

/*
 * The head of a for loop: an iterator of that type, made once and destroyed however the loop is left. `next` is the
 * loop's condition. The destructor is also named in plain sight, because clang writes no BTF for a function that only
 * a cleanup attribute refers to.
 */
#define ___bpf_iterate(type, next, args...)                                                                            \
	for (struct bpf_iter_##type ___it __attribute__((aligned(8), cleanup(bpf_iter_##type##_destroy))),             \
	     *___made __attribute__((unused)) =                                                                        \
		     (bpf_iter_##type##_new(&___it, ##args), (void)bpf_iter_##type##_destroy, (void *)0);              \
	     (next);)

/* bpf_for_each(task, task, NULL, BPF_TASK_ITER_ALL_PROCS) { ... }: the elements of any kind of iterator. */
#ifndef bpf_for_each
#define bpf_for_each(type, cur, args...) ___bpf_iterate(type, (cur) = bpf_iter_##type##_next(&___it), ##args)
#endif

/* bpf_for(i, start, end) { ... }: i counts from start to end - 1. The range is tested for the verifier's eyes. */
#ifndef bpf_for
#define bpf_for(i, start, end)                                                                                         \
	___bpf_iterate(num, ({                                                                                         \
			       _Pragma("GCC diagnostic push")                                                          \
			       _Pragma("GCC diagnostic ignored \"-Wsign-compare\"")                                    \
			       int *___next = bpf_iter_num_next(&___it);                                               \
			       ___next && ((i) = *___next, (i) >= (start) && (i) < (end));                             \
			       _Pragma("GCC diagnostic pop")                                                           \
		       }),                                                                                             \
		       (start), (end))
#endif

/* bpf_repeat(n) { ... } */
#ifndef bpf_repeat
#define bpf_repeat(n) ___bpf_iterate(num, bpf_iter_num_next(&___it), 0, (n))
#endif

#endif
