/* SPDX-License-Identifier: BSD-2-Clause */
/* Statically defined tracepoints of user space, with the layouts that libbpf writes; needs -D__TARGET_ARCH_x86. */
#define BPF_USDT_MAX_SPEC_CNT 8
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "GPL";

long seen[BPF_USDT_MAX_ARG_CNT];

_Static_assert(BPF_USDT_MAX_IP_CNT == 32, "four places each");
_Static_assert(sizeof(struct __bpf_usdt_arg_spec) == 16, "libbpf 0.8 to 1.6");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, arg_type) == 8, "arg_type");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, reg_off) == 12, "reg_off");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, arg_signed) == 14, "arg_signed");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, arg_bitshift) == 15, "arg_bitshift");
_Static_assert(sizeof(struct __bpf_usdt_spec) == 208, "libbpf 0.8 to 1.6");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_spec, usdt_cookie) == 192, "usdt_cookie");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_spec, arg_cnt) == 200, "arg_cnt");

SEC("usdt")
int BPF_USDT(three, int first, const char *second, long third)
{
	seen[0] = first;
	seen[1] = (long)second;
	seen[2] = third;
	seen[3] = bpf_usdt_arg_cnt(ctx);
	seen[4] = bpf_usdt_arg_size(ctx, 1);
	seen[5] = bpf_usdt_cookie(ctx);
	return 0;
}

SEC("usdt")
int BPF_USDT(none)
{
	return 0;
}

SEC("usdt")
int BPF_USDT(twelve, int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l)
{
	seen[0] = a + b + c + d + e + f + g + h + i + j + k + l;
	return 0;
}
