/* SPDX-License-Identifier: BSD-2-Clause */
/* The layout of libbpf 1.7 and later; needs -D__TARGET_ARCH_x86. */
#define BPF_USDT_SIB
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "GPL";

long seen;

_Static_assert(sizeof(struct __bpf_usdt_arg_spec) == 24, "libbpf 1.7");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, reg_off) == 14, "reg_off");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, arg_signed) == 16, "arg_signed");
_Static_assert(__builtin_offsetof(struct __bpf_usdt_arg_spec, arg_bitshift) == 17, "arg_bitshift");
_Static_assert(sizeof(struct __bpf_usdt_spec) == 304, "libbpf 1.7");
_Static_assert(BPF_USDT_ARG_SIB == 3, "BPF_USDT_ARG_SIB");

SEC("usdt")
int BPF_USDT(one, unsigned char first)
{
	seen = first;
	return 0;
}
