/* SPDX-License-Identifier: BSD-2-Clause */
/* The context of perf_event programs: the registers, and the sample. */
#ifndef __LINUX_BPF_PERF_EVENT_H__
#define __LINUX_BPF_PERF_EVENT_H__

#include <asm/ptrace.h>

#if !defined(__VMLINUX_H__) || defined(__VMLINUX_PARTIAL__) || __has_include(<bpf/vmlinux.h>)

#include <linux/types.h>

#ifndef __BPF_NO_USER_PT_REGS
struct bpf_perf_event_data {
	bpf_user_pt_regs_t regs;
	__u64 sample_period;
	__u64 addr;
};
#endif

#endif

#endif
