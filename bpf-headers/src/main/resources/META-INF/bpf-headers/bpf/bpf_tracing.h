/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Arguments of traced functions: BPF_PROG for what BTF describes (fentry, fexit, LSM, raw tracepoints), BPF_KPROBE and
 * its kin for registers. Where a function's arguments lie is the machine's affair: define __TARGET_ARCH_x86, _arm64,
 * _s390, _riscv, _powerpc, _loongarch, _arm, _mips, _sparc or _arc, and include vmlinux.h or linux/ptrace.h for the
 * registers' struct (sparc and arc: vmlinux.h).
 */
#ifndef __BPF_TRACING_H__
#define __BPF_TRACING_H__

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct pt_regs;

/* What a use of the registers without a machine says; whoever runs the compiler may say it better. */
#ifndef __BPF_TARGET_MISSING
#define __BPF_TARGET_MISSING "GCC error \"Must specify a BPF target arch via __TARGET_ARCH_xxx\""
#endif

#if defined(__TARGET_ARCH_x86)
#define bpf_target_x86
#define bpf_target_defined
/* RET is where the return address lies on entry. The kernel and its UAPI have different names for the registers. */
#if defined(__KERNEL__) || defined(__VMLINUX_H__)
#define __PT_PARM1_REG di
#define __PT_PARM2_REG si
#define __PT_PARM3_REG dx
#define __PT_PARM4_REG cx
#define __PT_PARM5_REG r8
#define __PT_PARM6_REG r9
#define __PT_PARM1_SYSCALL_REG di
#define __PT_PARM2_SYSCALL_REG si
#define __PT_PARM3_SYSCALL_REG dx
#define __PT_PARM4_SYSCALL_REG r10
#define __PT_PARM5_SYSCALL_REG r8
#define __PT_PARM6_SYSCALL_REG r9
#define __PT_RET_REG sp
#define __PT_FP_REG bp
#define __PT_RC_REG ax
#define __PT_SP_REG sp
#define __PT_IP_REG ip
#else
#define __PT_PARM1_REG rdi
#define __PT_PARM2_REG rsi
#define __PT_PARM3_REG rdx
#define __PT_PARM4_REG rcx
#define __PT_PARM5_REG r8
#define __PT_PARM6_REG r9
#define __PT_PARM1_SYSCALL_REG rdi
#define __PT_PARM2_SYSCALL_REG rsi
#define __PT_PARM3_SYSCALL_REG rdx
#define __PT_PARM4_SYSCALL_REG r10
#define __PT_PARM5_SYSCALL_REG r8
#define __PT_PARM6_SYSCALL_REG r9
#define __PT_RET_REG rsp
#define __PT_FP_REG rbp
#define __PT_RC_REG rax
#define __PT_SP_REG rsp
#define __PT_IP_REG rip
#endif

#elif defined(__TARGET_ARCH_arm64)
#define bpf_target_arm64
#define bpf_target_defined
/* The first argument of a system call is kept beside the registers that user space may see. */
#define __PT_REGS_CAST(x) ((const struct user_pt_regs *)(x))
struct pt_regs___arm64 {
	unsigned long orig_x0;
} __attribute__((preserve_access_index));
#define ___bpf_syscall1_cast(x) ((const struct pt_regs___arm64 *)(x))
#define __PT_PARM1_REG regs[0]
#define __PT_PARM2_REG regs[1]
#define __PT_PARM3_REG regs[2]
#define __PT_PARM4_REG regs[3]
#define __PT_PARM5_REG regs[4]
#define __PT_PARM6_REG regs[5]
#define __PT_PARM7_REG regs[6]
#define __PT_PARM8_REG regs[7]
#define __PT_PARM1_SYSCALL_REG orig_x0
#define __PT_PARM2_SYSCALL_REG regs[1]
#define __PT_PARM3_SYSCALL_REG regs[2]
#define __PT_PARM4_SYSCALL_REG regs[3]
#define __PT_PARM5_SYSCALL_REG regs[4]
#define __PT_PARM6_SYSCALL_REG regs[5]
#define __PT_RET_REG regs[30]
#define __PT_FP_REG regs[29]
#define __PT_RC_REG regs[0]
#define __PT_SP_REG sp
#define __PT_IP_REG pc

#elif defined(__TARGET_ARCH_s390)
#define bpf_target_s390
#define bpf_target_defined
#define __PT_REGS_CAST(x) ((const user_pt_regs *)(x))
struct pt_regs___s390 {
	unsigned long orig_gpr2;
} __attribute__((preserve_access_index));
#define ___bpf_syscall1_cast(x) ((const struct pt_regs___s390 *)(x))
#define __PT_PARM1_REG gprs[2]
#define __PT_PARM2_REG gprs[3]
#define __PT_PARM3_REG gprs[4]
#define __PT_PARM4_REG gprs[5]
#define __PT_PARM5_REG gprs[6]
#define __PT_PARM1_SYSCALL_REG orig_gpr2
#define __PT_PARM2_SYSCALL_REG gprs[3]
#define __PT_PARM3_SYSCALL_REG gprs[4]
#define __PT_PARM4_SYSCALL_REG gprs[5]
#define __PT_PARM5_SYSCALL_REG gprs[6]
#define __PT_PARM6_SYSCALL_REG gprs[7]
#define __PT_RET_REG gprs[14]
#define __PT_FP_REG gprs[11]
#define __PT_RC_REG gprs[2]
#define __PT_SP_REG gprs[15]
#define __PT_IP_REG psw.addr

#elif defined(__TARGET_ARCH_riscv)
#define bpf_target_riscv
#define bpf_target_defined
#define __PT_REGS_CAST(x) ((const struct user_regs_struct *)(x))
struct pt_regs___riscv {
	unsigned long orig_a0;
} __attribute__((preserve_access_index));
#define ___bpf_syscall1_cast(x) ((const struct pt_regs___riscv *)(x))
#define __PT_PARM1_REG a0
#define __PT_PARM2_REG a1
#define __PT_PARM3_REG a2
#define __PT_PARM4_REG a3
#define __PT_PARM5_REG a4
#define __PT_PARM6_REG a5
#define __PT_PARM7_REG a6
#define __PT_PARM8_REG a7
#define __PT_PARM1_SYSCALL_REG orig_a0
#define __PT_PARM2_SYSCALL_REG a1
#define __PT_PARM3_SYSCALL_REG a2
#define __PT_PARM4_SYSCALL_REG a3
#define __PT_PARM5_SYSCALL_REG a4
#define __PT_PARM6_SYSCALL_REG a5
#define __PT_RET_REG ra
#define __PT_FP_REG s0
#define __PT_RC_REG a0
#define __PT_SP_REG sp
#define __PT_IP_REG pc

#elif defined(__TARGET_ARCH_powerpc)
#define bpf_target_powerpc
#define bpf_target_defined
/* No system call wrappers, and no frame pointer. */
#define PT_REGS_SYSCALL_REGS(ctx) (ctx)
#define __PT_PARM1_REG gpr[3]
#define __PT_PARM2_REG gpr[4]
#define __PT_PARM3_REG gpr[5]
#define __PT_PARM4_REG gpr[6]
#define __PT_PARM5_REG gpr[7]
#define __PT_PARM6_REG gpr[8]
#define __PT_PARM7_REG gpr[9]
#define __PT_PARM8_REG gpr[10]
#define __PT_PARM1_SYSCALL_REG orig_gpr3
#define __PT_PARM2_SYSCALL_REG gpr[4]
#define __PT_PARM3_SYSCALL_REG gpr[5]
#define __PT_PARM4_SYSCALL_REG gpr[6]
#define __PT_PARM5_SYSCALL_REG gpr[7]
#define __PT_PARM6_SYSCALL_REG gpr[8]
#define __PT_RET_REG link
#define __PT_RC_REG gpr[3]
#define __PT_SP_REG gpr[1]
#define __PT_IP_REG nip

#elif defined(__TARGET_ARCH_loongarch)
#define bpf_target_loongarch
#define bpf_target_defined
/* No system call wrappers. */
#define __PT_REGS_CAST(x) ((const struct user_pt_regs *)(x))
#define PT_REGS_SYSCALL_REGS(ctx) (ctx)
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define __PT_PARM5_REG regs[8]
#define __PT_PARM6_REG regs[9]
#define __PT_PARM7_REG regs[10]
#define __PT_PARM8_REG regs[11]
#define __PT_PARM1_SYSCALL_REG regs[4]
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG regs[8]
#define __PT_PARM6_SYSCALL_REG regs[9]
#define __PT_RET_REG regs[1]
#define __PT_FP_REG regs[22]
#define __PT_RC_REG regs[4]
#define __PT_SP_REG regs[3]
#define __PT_IP_REG csr_era

#elif defined(__TARGET_ARCH_arm)
#define bpf_target_arm
#define bpf_target_defined
/* uregs[15] is the program counter. (libbpf has uregs[12] for PT_REGS_IP, which is the scratch register r12.) */
#define __PT_PARM1_REG uregs[0]
#define __PT_PARM2_REG uregs[1]
#define __PT_PARM3_REG uregs[2]
#define __PT_PARM4_REG uregs[3]
#define __PT_PARM1_SYSCALL_REG uregs[0]
#define __PT_PARM2_SYSCALL_REG uregs[1]
#define __PT_PARM3_SYSCALL_REG uregs[2]
#define __PT_PARM4_SYSCALL_REG uregs[3]
#define __PT_PARM5_SYSCALL_REG uregs[4]
#define __PT_PARM6_SYSCALL_REG uregs[5]
#define __PT_PARM7_SYSCALL_REG uregs[6]
#define __PT_RET_REG uregs[14]
#define __PT_FP_REG uregs[11]
#define __PT_RC_REG uregs[0]
#define __PT_SP_REG uregs[13]
#define __PT_IP_REG uregs[15]

#elif defined(__TARGET_ARCH_mips)
#define bpf_target_mips
#define bpf_target_defined
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define __PT_PARM5_REG regs[8]
#define __PT_PARM6_REG regs[9]
#define __PT_PARM7_REG regs[10]
#define __PT_PARM8_REG regs[11]
#define __PT_PARM1_SYSCALL_REG regs[4]
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG regs[8]
#define __PT_PARM6_SYSCALL_REG regs[9]
#define __PT_RET_REG regs[31]
#define __PT_FP_REG regs[30]
#define __PT_RC_REG regs[2]
#define __PT_SP_REG regs[29]
#define __PT_IP_REG cp0_epc

#elif defined(__TARGET_ARCH_sparc)
#define bpf_target_sparc
#define bpf_target_defined
/* The "in" registers, %i0 to %i7, come behind the eight global and the eight "out" ones (of 64-bit sparc). */
#define __PT_PARM1_REG u_regs[8]
#define __PT_PARM2_REG u_regs[9]
#define __PT_PARM3_REG u_regs[10]
#define __PT_PARM4_REG u_regs[11]
#define __PT_PARM5_REG u_regs[12]
#define __PT_PARM6_REG u_regs[13]
#define __PT_PARM1_SYSCALL_REG u_regs[8]
#define __PT_PARM2_SYSCALL_REG u_regs[9]
#define __PT_PARM3_SYSCALL_REG u_regs[10]
#define __PT_PARM4_SYSCALL_REG u_regs[11]
#define __PT_PARM5_SYSCALL_REG u_regs[12]
#define __PT_PARM6_SYSCALL_REG u_regs[13]
#define __PT_RET_REG u_regs[15]
#define __PT_RC_REG u_regs[8]
#define __PT_SP_REG u_regs[14]
#define __PT_IP_REG tpc

#elif defined(__TARGET_ARCH_arc)
#define bpf_target_arc
#define bpf_target_defined
/* No system call wrappers. */
#define __PT_REGS_CAST(x) ((const struct user_regs_struct *)(x))
#define PT_REGS_SYSCALL_REGS(ctx) (ctx)
#define __PT_PARM1_REG scratch.r0
#define __PT_PARM2_REG scratch.r1
#define __PT_PARM3_REG scratch.r2
#define __PT_PARM4_REG scratch.r3
#define __PT_PARM5_REG scratch.r4
#define __PT_PARM6_REG scratch.r5
#define __PT_PARM7_REG scratch.r6
#define __PT_PARM8_REG scratch.r7
#define __PT_PARM1_SYSCALL_REG scratch.r0
#define __PT_PARM2_SYSCALL_REG scratch.r1
#define __PT_PARM3_SYSCALL_REG scratch.r2
#define __PT_PARM4_SYSCALL_REG scratch.r3
#define __PT_PARM5_SYSCALL_REG scratch.r4
#define __PT_PARM6_SYSCALL_REG scratch.r5
#define __PT_RET_REG scratch.blink
#define __PT_FP_REG scratch.fp
#define __PT_RC_REG scratch.r0
#define __PT_SP_REG scratch.sp
#define __PT_IP_REG scratch.ret

#endif

#ifdef bpf_target_defined

#ifndef __PT_REGS_CAST
#define __PT_REGS_CAST(x) (x)
#endif
#ifndef ___bpf_syscall1_cast
#define ___bpf_syscall1_cast(x) __PT_REGS_CAST(x)
#endif

/* A register that this machine does not have for the purpose: the compiler's error names this field. */
#ifndef __PT_PARM5_REG
#define __PT_PARM5_REG __unsupported__
#endif
#ifndef __PT_PARM6_REG
#define __PT_PARM6_REG __unsupported__
#endif
#ifndef __PT_PARM7_REG
#define __PT_PARM7_REG __unsupported__
#endif
#ifndef __PT_PARM8_REG
#define __PT_PARM8_REG __unsupported__
#endif
#ifndef __PT_FP_REG
#define __PT_FP_REG __unsupported__
#endif
#ifndef __PT_PARM7_SYSCALL_REG
#define __PT_PARM7_SYSCALL_REG __unsupported__
#endif

/* PT_REGS_X(ctx) reads what the verifier lets the program read; PT_REGS_X_CORE(regs) any registers of the kernel's. */
#define PT_REGS_PARM1(x) (__PT_REGS_CAST(x)->__PT_PARM1_REG)
#define PT_REGS_PARM2(x) (__PT_REGS_CAST(x)->__PT_PARM2_REG)
#define PT_REGS_PARM3(x) (__PT_REGS_CAST(x)->__PT_PARM3_REG)
#define PT_REGS_PARM4(x) (__PT_REGS_CAST(x)->__PT_PARM4_REG)
#define PT_REGS_PARM5(x) (__PT_REGS_CAST(x)->__PT_PARM5_REG)
#define PT_REGS_PARM6(x) (__PT_REGS_CAST(x)->__PT_PARM6_REG)
#define PT_REGS_PARM7(x) (__PT_REGS_CAST(x)->__PT_PARM7_REG)
#define PT_REGS_PARM8(x) (__PT_REGS_CAST(x)->__PT_PARM8_REG)
#define PT_REGS_RET(x) (__PT_REGS_CAST(x)->__PT_RET_REG)
#define PT_REGS_FP(x) (__PT_REGS_CAST(x)->__PT_FP_REG)
#define PT_REGS_RC(x) (__PT_REGS_CAST(x)->__PT_RC_REG)
#define PT_REGS_SP(x) (__PT_REGS_CAST(x)->__PT_SP_REG)
#define PT_REGS_IP(x) (__PT_REGS_CAST(x)->__PT_IP_REG)
#define PT_REGS_PARM1_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM1_REG)
#define PT_REGS_PARM2_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM2_REG)
#define PT_REGS_PARM3_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM3_REG)
#define PT_REGS_PARM4_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM4_REG)
#define PT_REGS_PARM5_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM5_REG)
#define PT_REGS_PARM6_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM6_REG)
#define PT_REGS_PARM7_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM7_REG)
#define PT_REGS_PARM8_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM8_REG)
#define PT_REGS_RET_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_RET_REG)
#define PT_REGS_FP_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_FP_REG)
#define PT_REGS_RC_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_RC_REG)
#define PT_REGS_SP_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_SP_REG)
#define PT_REGS_IP_CORE(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_IP_REG)
#define PT_REGS_PARM1_SYSCALL(x) (___bpf_syscall1_cast(x)->__PT_PARM1_SYSCALL_REG)
#define PT_REGS_PARM1_CORE_SYSCALL(x) BPF_CORE_READ(___bpf_syscall1_cast(x), __PT_PARM1_SYSCALL_REG)
#define PT_REGS_PARM2_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM2_SYSCALL_REG)
#define PT_REGS_PARM2_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM2_SYSCALL_REG)
#define PT_REGS_PARM3_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM3_SYSCALL_REG)
#define PT_REGS_PARM3_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM3_SYSCALL_REG)
#define PT_REGS_PARM4_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM4_SYSCALL_REG)
#define PT_REGS_PARM4_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM4_SYSCALL_REG)
#define PT_REGS_PARM5_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM5_SYSCALL_REG)
#define PT_REGS_PARM5_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM5_SYSCALL_REG)
#define PT_REGS_PARM6_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM6_SYSCALL_REG)
#define PT_REGS_PARM6_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM6_SYSCALL_REG)
#define PT_REGS_PARM7_SYSCALL(x) (__PT_REGS_CAST(x)->__PT_PARM7_SYSCALL_REG)
#define PT_REGS_PARM7_CORE_SYSCALL(x) BPF_CORE_READ(__PT_REGS_CAST(x), __PT_PARM7_SYSCALL_REG)

/* The address that the function was called from; at a kretprobe, where a register does not have it, the frame does. */
#if defined(__TARGET_ARCH_powerpc)
#define BPF_KPROBE_READ_RET_IP(ip, ctx) ({ (ip) = (ctx)->link; })
#define BPF_KRETPROBE_READ_RET_IP BPF_KPROBE_READ_RET_IP
#elif defined(__TARGET_ARCH_arm64) || defined(__TARGET_ARCH_sparc)
#define BPF_KPROBE_READ_RET_IP(ip, ctx) ({ (ip) = PT_REGS_RET(ctx); })
#define BPF_KRETPROBE_READ_RET_IP BPF_KPROBE_READ_RET_IP
#else
#define BPF_KPROBE_READ_RET_IP(ip, ctx)                                                                                \
	({ bpf_probe_read_kernel(&(ip), sizeof(ip), (const void *)(unsigned long)PT_REGS_RET(ctx)); })
#define BPF_KRETPROBE_READ_RET_IP(ip, ctx)                                                                             \
	({ bpf_probe_read_kernel(&(ip), sizeof(ip), (const void *)(unsigned long)(PT_REGS_FP(ctx) + sizeof(ip))); })
#endif

#else

#define ___bpf_no_target ({ _Pragma(__BPF_TARGET_MISSING); 0L; })
#define PT_REGS_PARM1(x) ___bpf_no_target
#define PT_REGS_PARM2(x) ___bpf_no_target
#define PT_REGS_PARM3(x) ___bpf_no_target
#define PT_REGS_PARM4(x) ___bpf_no_target
#define PT_REGS_PARM5(x) ___bpf_no_target
#define PT_REGS_PARM6(x) ___bpf_no_target
#define PT_REGS_PARM7(x) ___bpf_no_target
#define PT_REGS_PARM8(x) ___bpf_no_target
#define PT_REGS_RET(x) ___bpf_no_target
#define PT_REGS_FP(x) ___bpf_no_target
#define PT_REGS_RC(x) ___bpf_no_target
#define PT_REGS_SP(x) ___bpf_no_target
#define PT_REGS_IP(x) ___bpf_no_target
#define PT_REGS_PARM1_CORE(x) ___bpf_no_target
#define PT_REGS_PARM2_CORE(x) ___bpf_no_target
#define PT_REGS_PARM3_CORE(x) ___bpf_no_target
#define PT_REGS_PARM4_CORE(x) ___bpf_no_target
#define PT_REGS_PARM5_CORE(x) ___bpf_no_target
#define PT_REGS_PARM6_CORE(x) ___bpf_no_target
#define PT_REGS_PARM7_CORE(x) ___bpf_no_target
#define PT_REGS_PARM8_CORE(x) ___bpf_no_target
#define PT_REGS_RET_CORE(x) ___bpf_no_target
#define PT_REGS_FP_CORE(x) ___bpf_no_target
#define PT_REGS_RC_CORE(x) ___bpf_no_target
#define PT_REGS_SP_CORE(x) ___bpf_no_target
#define PT_REGS_IP_CORE(x) ___bpf_no_target
#define PT_REGS_PARM1_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM1_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM2_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM2_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM3_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM3_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM4_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM4_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM5_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM5_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM6_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM6_CORE_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM7_SYSCALL(x) ___bpf_no_target
#define PT_REGS_PARM7_CORE_SYSCALL(x) ___bpf_no_target
#define BPF_KPROBE_READ_RET_IP(ip, ctx) ___bpf_no_target
#define BPF_KRETPROBE_READ_RET_IP(ip, ctx) ___bpf_no_target

#endif

/* At a system call's wrapper the registers of user space are the wrapper's argument. */
#ifndef PT_REGS_SYSCALL_REGS
#define PT_REGS_SYSCALL_REGS(ctx) ((struct pt_regs *)(unsigned long)PT_REGS_PARM1(ctx))
#endif

/* ", first, second, third" for three arguments: ___bpf_list(___bpf_ctx, args). */
#define ___bpf_list(of, args...) ___bpf_apply(of, ___bpf_narg(args))
#define ___bpf_ctx0
#define ___bpf_ctx1 ___bpf_ctx0, ctx[0]
#define ___bpf_ctx2 ___bpf_ctx1, ctx[1]
#define ___bpf_ctx3 ___bpf_ctx2, ctx[2]
#define ___bpf_ctx4 ___bpf_ctx3, ctx[3]
#define ___bpf_ctx5 ___bpf_ctx4, ctx[4]
#define ___bpf_ctx6 ___bpf_ctx5, ctx[5]
#define ___bpf_ctx7 ___bpf_ctx6, ctx[6]
#define ___bpf_ctx8 ___bpf_ctx7, ctx[7]
#define ___bpf_ctx9 ___bpf_ctx8, ctx[8]
#define ___bpf_ctx10 ___bpf_ctx9, ctx[9]
#define ___bpf_ctx11 ___bpf_ctx10, ctx[10]
#define ___bpf_ctx12 ___bpf_ctx11, ctx[11]
#define ___bpf_parm0
#define ___bpf_parm1 ___bpf_parm0, (unsigned long long)PT_REGS_PARM1(ctx)
#define ___bpf_parm2 ___bpf_parm1, (unsigned long long)PT_REGS_PARM2(ctx)
#define ___bpf_parm3 ___bpf_parm2, (unsigned long long)PT_REGS_PARM3(ctx)
#define ___bpf_parm4 ___bpf_parm3, (unsigned long long)PT_REGS_PARM4(ctx)
#define ___bpf_parm5 ___bpf_parm4, (unsigned long long)PT_REGS_PARM5(ctx)
#define ___bpf_parm6 ___bpf_parm5, (unsigned long long)PT_REGS_PARM6(ctx)
#define ___bpf_parm7 ___bpf_parm6, (unsigned long long)PT_REGS_PARM7(ctx)
#define ___bpf_parm8 ___bpf_parm7, (unsigned long long)PT_REGS_PARM8(ctx)
#define ___bpf_sysparm0
#define ___bpf_sysparm1 ___bpf_sysparm0, (unsigned long long)PT_REGS_PARM1_SYSCALL(regs)
#define ___bpf_sysparm2 ___bpf_sysparm1, (unsigned long long)PT_REGS_PARM2_SYSCALL(regs)
#define ___bpf_sysparm3 ___bpf_sysparm2, (unsigned long long)PT_REGS_PARM3_SYSCALL(regs)
#define ___bpf_sysparm4 ___bpf_sysparm3, (unsigned long long)PT_REGS_PARM4_SYSCALL(regs)
#define ___bpf_sysparm5 ___bpf_sysparm4, (unsigned long long)PT_REGS_PARM5_SYSCALL(regs)
#define ___bpf_sysparm6 ___bpf_sysparm5, (unsigned long long)PT_REGS_PARM6_SYSCALL(regs)
#define ___bpf_sysparm7 ___bpf_sysparm6, (unsigned long long)PT_REGS_PARM7_SYSCALL(regs)
#define ___bpf_sysparm_core0
#define ___bpf_sysparm_core1 ___bpf_sysparm_core0, (unsigned long long)PT_REGS_PARM1_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core2 ___bpf_sysparm_core1, (unsigned long long)PT_REGS_PARM2_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core3 ___bpf_sysparm_core2, (unsigned long long)PT_REGS_PARM3_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core4 ___bpf_sysparm_core3, (unsigned long long)PT_REGS_PARM4_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core5 ___bpf_sysparm_core4, (unsigned long long)PT_REGS_PARM5_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core6 ___bpf_sysparm_core5, (unsigned long long)PT_REGS_PARM6_CORE_SYSCALL(regs)
#define ___bpf_sysparm_core7 ___bpf_sysparm_core6, (unsigned long long)PT_REGS_PARM7_CORE_SYSCALL(regs)
#define ___bpf_rc0
#define ___bpf_rc1 , (unsigned long long)PT_REGS_RC(ctx)

/*
 * int BPF_PROG(name, struct file *file, int ret) { ... }
 *
 * The program proper takes the context that the kernel hands it, and passes its words on as the arguments of an inlined
 * function whose body is what follows the macro. That a word becomes a pointer there is the point of it, so clang's
 * warning of that is silenced.
 */
#define ___bpf_program(context, name, prologue, words, args...)                                                        \
	name(context);                                                                                                 \
	static __always_inline __typeof__(name(0)) ____##name(context __attribute__((unused)), ##args);                \
	__typeof__(name(0)) name(context)                                                                              \
	{                                                                                                              \
		_Pragma("GCC diagnostic push")                                                                         \
		_Pragma("GCC diagnostic ignored \"-Wint-conversion\"")                                                 \
		prologue                                                                                               \
		return ____##name(ctx words);                                                                          \
		_Pragma("GCC diagnostic pop")                                                                          \
	}                                                                                                              \
	static __always_inline __typeof__(name(0)) ____##name(context __attribute__((unused)), ##args)

#define BPF_PROG(name, args...)                                                                                        \
	___bpf_program(unsigned long long *ctx, name, , ___bpf_list(___bpf_ctx, ##args), ##args)

/*
 * int BPF_PROG2(name, struct pair, p, int, n) { ... }: as BPF_PROG, for functions that take structs by value. A struct of
 * 16 bytes lies in two words of the context, all else in one, so the sizes of the arguments before it say where one
 * begins. The macros count from the back: ___bpf_wordsN is how many words the last N arguments take.
 */
#define ___bpf_pairs_nth(_, _a, _b, _c, _d, _e, _f, _g, _h, _i, _j, _k, _l, _m, _n, _o, _p, _q, _r, _s, _t, _u, _v,    \
			 _w, _x, N, ...)                                                                               \
	N
#define ___bpf_pairs(args...)                                                                                          \
	___bpf_pairs_nth(_, ##args, 12, 12, 11, 11, 10, 10, 9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0)
#define ___bpf_for_pairs(of, args...) ___bpf_apply(of, ___bpf_pairs(args))

#define ___bpf_words0() 0
#define ___bpf_words1(type, name) ((sizeof(type) + 7) / 8)
#define ___bpf_words2(type, name, r...) (___bpf_words1(type, name) + ___bpf_words1(r))
#define ___bpf_words3(type, name, r...) (___bpf_words1(type, name) + ___bpf_words2(r))
#define ___bpf_words4(type, name, r...) (___bpf_words1(type, name) + ___bpf_words3(r))
#define ___bpf_words5(type, name, r...) (___bpf_words1(type, name) + ___bpf_words4(r))
#define ___bpf_words6(type, name, r...) (___bpf_words1(type, name) + ___bpf_words5(r))
#define ___bpf_words7(type, name, r...) (___bpf_words1(type, name) + ___bpf_words6(r))
#define ___bpf_words8(type, name, r...) (___bpf_words1(type, name) + ___bpf_words7(r))
#define ___bpf_words9(type, name, r...) (___bpf_words1(type, name) + ___bpf_words8(r))
#define ___bpf_words10(type, name, r...) (___bpf_words1(type, name) + ___bpf_words9(r))
#define ___bpf_words11(type, name, r...) (___bpf_words1(type, name) + ___bpf_words10(r))
#define ___bpf_words12(type, name, r...) (___bpf_words1(type, name) + ___bpf_words11(r))

/* The low end of a word, as an integer of the argument's size, seen as what the argument is. */
#define ___bpf_unit(type)                                                                                              \
	__typeof__(__builtin_choose_expr(                                                                              \
		sizeof(type) == 1, (unsigned char)0,                                                                   \
		__builtin_choose_expr(sizeof(type) == 2, (unsigned short)0,                                            \
				      __builtin_choose_expr(sizeof(type) == 4, 0U, 0ULL))))
#define ___bpf_argument(type, n)                                                                                       \
	({                                                                                                             \
		_Static_assert(sizeof(type) == 1 || sizeof(type) == 2 || sizeof(type) == 4 || sizeof(type) == 8 ||     \
				       sizeof(type) == 16,                                                             \
			       "BPF_PROG2 takes arguments of 1, 2, 4, 8 or 16 bytes, which " #type " is not");         \
		union {                                                                                                \
			___bpf_unit(type) words[___bpf_words1(type, )];                                                \
			__typeof__(type) value;                                                                        \
		} ___argument;                                                                                         \
		___argument.words[0] = ctx[n];                                                                         \
		___argument.words[___bpf_words1(type, ) - 1] = ctx[(n) + ___bpf_words1(type, ) - 1];                   \
		___argument.value;                                                                                     \
	})
#define ___bpf_passed0(total)
#define ___bpf_passed1(total, type, name) , ___bpf_argument(type, (total) - ___bpf_words1(type, name))
#define ___bpf_passed2(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words2(type, name, r)) ___bpf_passed1(total, r)
#define ___bpf_passed3(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words3(type, name, r)) ___bpf_passed2(total, r)
#define ___bpf_passed4(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words4(type, name, r)) ___bpf_passed3(total, r)
#define ___bpf_passed5(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words5(type, name, r)) ___bpf_passed4(total, r)
#define ___bpf_passed6(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words6(type, name, r)) ___bpf_passed5(total, r)
#define ___bpf_passed7(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words7(type, name, r)) ___bpf_passed6(total, r)
#define ___bpf_passed8(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words8(type, name, r)) ___bpf_passed7(total, r)
#define ___bpf_passed9(total, type, name, r...)                                                                        \
	, ___bpf_argument(type, (total) - ___bpf_words9(type, name, r)) ___bpf_passed8(total, r)
#define ___bpf_passed10(total, type, name, r...)                                                                       \
	, ___bpf_argument(type, (total) - ___bpf_words10(type, name, r)) ___bpf_passed9(total, r)
#define ___bpf_passed11(total, type, name, r...)                                                                       \
	, ___bpf_argument(type, (total) - ___bpf_words11(type, name, r)) ___bpf_passed10(total, r)
#define ___bpf_passed12(total, type, name, r...)                                                                       \
	, ___bpf_argument(type, (total) - ___bpf_words12(type, name, r)) ___bpf_passed11(total, r)
#define ___bpf_declared0()
#define ___bpf_declared1(type, name) , type name
#define ___bpf_declared2(type, name, r...) , type name ___bpf_declared1(r)
#define ___bpf_declared3(type, name, r...) , type name ___bpf_declared2(r)
#define ___bpf_declared4(type, name, r...) , type name ___bpf_declared3(r)
#define ___bpf_declared5(type, name, r...) , type name ___bpf_declared4(r)
#define ___bpf_declared6(type, name, r...) , type name ___bpf_declared5(r)
#define ___bpf_declared7(type, name, r...) , type name ___bpf_declared6(r)
#define ___bpf_declared8(type, name, r...) , type name ___bpf_declared7(r)
#define ___bpf_declared9(type, name, r...) , type name ___bpf_declared8(r)
#define ___bpf_declared10(type, name, r...) , type name ___bpf_declared9(r)
#define ___bpf_declared11(type, name, r...) , type name ___bpf_declared10(r)
#define ___bpf_declared12(type, name, r...) , type name ___bpf_declared11(r)

#define BPF_PROG2(name, args...)                                                                                       \
	name(unsigned long long *ctx);                                                                                 \
	static __always_inline __typeof__(name(0)) ____##name(                                                         \
		unsigned long long *ctx __attribute__((unused)) ___bpf_for_pairs(___bpf_declared, ##args)(args));      \
	__typeof__(name(0)) name(unsigned long long *ctx)                                                              \
	{                                                                                                              \
		return ____##name(ctx ___bpf_for_pairs(___bpf_passed, ##args)(                                         \
			___bpf_for_pairs(___bpf_words, ##args)(args), ##args));                                        \
	}                                                                                                              \
	static __always_inline __typeof__(name(0)) ____##name(                                                         \
		unsigned long long *ctx __attribute__((unused)) ___bpf_for_pairs(___bpf_declared, ##args)(args))

/* int BPF_KPROBE(name, int fd, const char *path) { ... }: at a function's entry, in the kernel or in a process. */
#define BPF_KPROBE(name, args...)                                                                                      \
	___bpf_program(struct pt_regs *ctx, name, , ___bpf_list(___bpf_parm, ##args), ##args)
#define BPF_UPROBE(name, args...) BPF_KPROBE(name, ##args)

/* int BPF_KRETPROBE(name, long ret) { ... }: at its return, with the value that it returns, or with nothing. */
#define BPF_KRETPROBE(name, args...)                                                                                   \
	___bpf_program(struct pt_regs *ctx, name, , ___bpf_list(___bpf_rc, ##args), ##args)
#define BPF_URETPROBE(name, args...) BPF_KRETPROBE(name, ##args)

/*
 * int BPF_KSYSCALL(name, int fd, const void *buf, size_t count) { ... }: at a system call's entry, on kernels that wrap
 * their system calls and on those that do not; the loader knows which (SEC("ksyscall/...")).
 */
#define ___bpf_syscall_prologue(name, args...)                                                                         \
	struct pt_regs *regs =                                                                                         \
		LINUX_HAS_SYSCALL_WRAPPER ? (struct pt_regs *)(unsigned long)PT_REGS_PARM1(ctx) : ctx;                 \
	if (LINUX_HAS_SYSCALL_WRAPPER)                                                                                 \
		return ____##name(ctx ___bpf_list(___bpf_sysparm_core, ##args));
#define BPF_KSYSCALL(name, args...)                                                                                    \
	___bpf_program(struct pt_regs *ctx, name, ___bpf_syscall_prologue(name, ##args),                               \
		       ___bpf_list(___bpf_sysparm, ##args), ##args)
#define BPF_KPROBE_SYSCALL BPF_KSYSCALL

extern _Bool LINUX_HAS_SYSCALL_WRAPPER __kconfig;

#endif
