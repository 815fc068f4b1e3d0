/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Programs at user space's statically defined tracepoints, SEC("usdt/path:provider:name"):
 *
 *	int BPF_USDT(name, int first, const char *second) { ... }
 *
 * Where a probe's arguments are (in a register, in memory, nowhere) differs from probe to probe, and its program file says
 * it. The loader reads that when it attaches and puts a description of each probe into a map; what is here looks it up.
 *
 * Names, types and maps are libbpf's, which writes them as from its release 0.8 on. Release 1.7 changed the layout, in
 * order to describe a scaled index register too, "-96(%rbp,%rax,8)": programs that it loads define BPF_USDT_SIB before
 * they include this. A program and a loader of different minds read the arguments from the wrong places, and nothing says so.
 */
#ifndef __USDT_BPF_H__
#define __USDT_BPF_H__

#include <linux/bpf.h>
#include <linux/errno.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* How many different lists of arguments there may be; define it before, if there are more. */
#ifndef BPF_USDT_MAX_SPEC_CNT
#define BPF_USDT_MAX_SPEC_CNT 256
#endif
/* How many places in programs; of use before Linux 5.15 only, where a program cannot be told which place it is at. */
#ifndef BPF_USDT_MAX_IP_CNT
#define BPF_USDT_MAX_IP_CNT (4 * BPF_USDT_MAX_SPEC_CNT)
#endif
/* The loader's own limit. */
#define BPF_USDT_MAX_ARG_CNT 12

enum __bpf_usdt_arg_type {
	/* The value is val_off. */
	BPF_USDT_ARG_CONST = 0,
	/* The value is the register at reg_off in the registers. */
	BPF_USDT_ARG_REG = 1,
	/* The value is in the process's memory, val_off behind where that register points. */
	BPF_USDT_ARG_REG_DEREF = 2,
#ifdef BPF_USDT_SIB
	/* The same, and further behind by the register at idx_reg_off, shifted left by scale_bitshift. */
	BPF_USDT_ARG_SIB = 3,
#endif
};

/* 16 bytes; 24 with the index, as no bit field straddles its type. */
struct __bpf_usdt_arg_spec {
	__u64 val_off;
#ifndef BPF_USDT_SIB
	enum __bpf_usdt_arg_type arg_type;
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	enum __bpf_usdt_arg_type arg_type: 8;
	__u16 idx_reg_off: 12;
	__u16 scale_bitshift: 4;
	__u8 __reserved: 8;
#else
	__u8 __reserved: 8;
	__u16 idx_reg_off: 12;
	__u16 scale_bitshift: 4;
	enum __bpf_usdt_arg_type arg_type: 8;
#endif
	short reg_off;
	_Bool arg_signed;
	/* 64 less the value's number of bits. */
	char arg_bitshift;
};

struct __bpf_usdt_spec {
	struct __bpf_usdt_arg_spec args[BPF_USDT_MAX_ARG_CNT];
	__u64 usdt_cookie;
	short arg_cnt;
};

/* Weak: the objects of several sources share them. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, BPF_USDT_MAX_SPEC_CNT);
	__type(key, int);
	__type(value, struct __bpf_usdt_spec);
} __bpf_usdt_specs SEC(".maps") __weak;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, BPF_USDT_MAX_IP_CNT);
	__type(key, long);
	__type(value, __u32);
} __bpf_usdt_ip_to_spec_id SEC(".maps") __weak;

/* Whether the loader can hand a number to each place that a program is attached to; libbpf answers it. */
extern const _Bool LINUX_HAS_BPF_COOKIE __kconfig;

/* The key in __bpf_usdt_specs, or less than zero. */
static __always_inline int __bpf_usdt_spec_id(struct pt_regs *ctx)
{
	long ip;
	int *id;

	if (LINUX_HAS_BPF_COOKIE)
		return bpf_get_attach_cookie(ctx);
	ip = PT_REGS_IP(ctx);
	id = bpf_map_lookup_elem(&__bpf_usdt_ip_to_spec_id, &ip);
	return id ? *id : -ESRCH;
}

static __always_inline struct __bpf_usdt_spec *___bpf_usdt_spec(struct pt_regs *ctx)
{
	int id = __bpf_usdt_spec_id(ctx);

	return id < 0 ? NULL : bpf_map_lookup_elem(&__bpf_usdt_specs, &id);
}

/* An argument's description; `number` counts from 0, and is tested for the verifier first. */
static __always_inline struct __bpf_usdt_arg_spec *___bpf_usdt_arg_spec(struct __bpf_usdt_spec *spec, __u64 number)
{
	if (number >= BPF_USDT_MAX_ARG_CNT)
		return NULL;
	barrier_var(number);
	return (long)number < spec->arg_cnt ? &spec->args[number] : NULL;
}

/* How many arguments the probe has; -ESRCH if nothing is known of it. */
__weak __hidden int bpf_usdt_arg_cnt(struct pt_regs *ctx)
{
	struct __bpf_usdt_spec *spec = ___bpf_usdt_spec(ctx);

	return spec ? spec->arg_cnt : -ESRCH;
}

/* The size of an argument, in bytes; -ESRCH as above, -ENOENT if the probe has fewer arguments. */
static __always_inline int bpf_usdt_arg_size(struct pt_regs *ctx, __u64 arg_num)
{
	struct __bpf_usdt_spec *spec = ___bpf_usdt_spec(ctx);
	struct __bpf_usdt_arg_spec *arg;

	if (!spec)
		return -ESRCH;
	arg = ___bpf_usdt_arg_spec(spec, arg_num);
	return arg ? (unsigned int)(64 - arg->arg_bitshift) / 8 : -ENOENT;
}

/*
 * Puts an argument's value into *res, widened to 64 bits as its sign wants it. Less than zero if there is none, and *res is
 * 0 then: -ESRCH and -ENOENT as above, -EINVAL if the loader describes it in a way that is not known here, or what reading
 * the registers or the process's memory gave.
 */
__weak __hidden int bpf_usdt_arg(struct pt_regs *ctx, __u64 arg_num, long *res)
{
	struct __bpf_usdt_spec *spec;
	struct __bpf_usdt_arg_spec *arg;
	unsigned long value, index = 0;
	int error;

	*res = 0;
	spec = ___bpf_usdt_spec(ctx);
	if (!spec)
		return -ESRCH;
	arg = ___bpf_usdt_arg_spec(spec, arg_num);
	if (!arg)
		return -ENOENT;

	switch (arg->arg_type) {
	case BPF_USDT_ARG_CONST:
		value = arg->val_off;
		break;
	case BPF_USDT_ARG_REG:
		error = bpf_probe_read_kernel(&value, sizeof(value), (const char *)ctx + arg->reg_off);
		if (error)
			return error;
		break;
#ifdef BPF_USDT_SIB
	case BPF_USDT_ARG_SIB:
		error = bpf_probe_read_kernel(&index, sizeof(index), (const char *)ctx + arg->idx_reg_off);
		if (error)
			return error;
		index <<= arg->scale_bitshift;
		__attribute__((fallthrough));
#endif
	case BPF_USDT_ARG_REG_DEREF:
		error = bpf_probe_read_kernel(&value, sizeof(value), (const char *)ctx + arg->reg_off);
		if (error)
			return error;
		error = bpf_probe_read_user(&value, sizeof(value), (const void *)(value + index + arg->val_off));
		if (error)
			return error;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		/* A smaller value is at the high end of what was read. */
		value >>= arg->arg_bitshift;
#endif
		break;
	default:
		return -EINVAL;
	}

	value <<= arg->arg_bitshift;
	*res = arg->arg_signed ? (long)value >> arg->arg_bitshift : (long)(value >> arg->arg_bitshift);
	return 0;
}

/* The number that was given when the program was attached (bpf_usdt_opts.usdt_cookie); 0 if none was. */
__weak __hidden long bpf_usdt_cookie(struct pt_regs *ctx)
{
	struct __bpf_usdt_spec *spec = ___bpf_usdt_spec(ctx);

	return spec ? spec->usdt_cookie : 0;
}

/* What cannot be read is 0. */
#define ___bpf_usdt_value(n)                                                                                           \
	({                                                                                                             \
		long ___value;                                                                                         \
		bpf_usdt_arg(ctx, n, &___value);                                                                       \
		___value;                                                                                              \
	})
#define ___bpf_usdt0
#define ___bpf_usdt1 ___bpf_usdt0, ___bpf_usdt_value(0)
#define ___bpf_usdt2 ___bpf_usdt1, ___bpf_usdt_value(1)
#define ___bpf_usdt3 ___bpf_usdt2, ___bpf_usdt_value(2)
#define ___bpf_usdt4 ___bpf_usdt3, ___bpf_usdt_value(3)
#define ___bpf_usdt5 ___bpf_usdt4, ___bpf_usdt_value(4)
#define ___bpf_usdt6 ___bpf_usdt5, ___bpf_usdt_value(5)
#define ___bpf_usdt7 ___bpf_usdt6, ___bpf_usdt_value(6)
#define ___bpf_usdt8 ___bpf_usdt7, ___bpf_usdt_value(7)
#define ___bpf_usdt9 ___bpf_usdt8, ___bpf_usdt_value(8)
#define ___bpf_usdt10 ___bpf_usdt9, ___bpf_usdt_value(9)
#define ___bpf_usdt11 ___bpf_usdt10, ___bpf_usdt_value(10)
#define ___bpf_usdt12 ___bpf_usdt11, ___bpf_usdt_value(11)

#define BPF_USDT(name, args...)                                                                                        \
	___bpf_program(struct pt_regs *ctx, name, , ___bpf_list(___bpf_usdt, ##args), ##args)

#endif
