/* SPDX-License-Identifier: BSD-2-Clause */
/* Every macro of bpf_tracing.h and bpf_core_read.h that makes code; needs -D__TARGET_ARCH_x86. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

__u64 seen[8];
char text[16];

struct pair {
	long first;
	long second;
};

struct narrow {
	short number;
};

/* What programs ask for the machine with. */
#if !defined(bpf_target_x86) || !defined(bpf_target_defined)
#error "the machine is x86"
#endif
#if defined(bpf_target_arm64) || defined(bpf_target_s390) || defined(bpf_target_riscv) || defined(bpf_target_powerpc) ||  \
	defined(bpf_target_loongarch) || defined(bpf_target_arm) || defined(bpf_target_mips) || defined(bpf_target_sparc) || \
	defined(bpf_target_arc)
#error "the machine is x86 alone"
#endif

SEC("fentry/do_unlinkat")
int BPF_PROG(on_entry, int dfd, struct file *name)
{
	bpf_printk("%d %s", dfd, name->name);
	return 0;
}

SEC("fexit/do_exit")
int BPF_PROG(on_exit)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();

	seen[0] = BPF_CORE_READ(task, pid);
	seen[1] = (__u64)BPF_CORE_READ(task, real_parent, real_parent, mm, exe_file, name);
	BPF_CORE_READ_INTO(&seen[2], task, real_parent, mm);
	BPF_CORE_READ_STR_INTO(&text, task, real_parent, comm);
	seen[3] = BPF_PROBE_READ(task, real_parent, pid);
	BPF_CORE_READ_USER_INTO(&seen[4], task, real_parent, pid);
	bpf_printk("%d %d %d %d", 1, 2, BPF_CORE_READ(task, pid), BPF_CORE_READ(task, real_parent, pid));
	return 0;
}

SEC("fentry/do_exit")
int BPF_PROG(questions)
{
	struct task_struct *task = bpf_core_cast((void *)bpf_get_current_task(), struct task_struct);
	struct mm_struct *mm = task->mm;

	seen[0] = bpf_core_field_exists(task->pid) + bpf_core_field_size(struct task_struct, comm);
	seen[1] = bpf_core_field_offset(struct task_struct, mm) + bpf_core_type_exists(struct mm_struct);
	seen[2] = bpf_core_type_size(struct mm_struct) + bpf_core_type_matches(struct mm_struct);
	seen[3] = bpf_core_type_id_local(struct file) + bpf_core_type_id_kernel(struct file);
	seen[4] = bpf_core_enum_value(enum pid_type, PIDTYPE_TGID);
	seen[5] = bpf_core_enum_value_exists(enum pid_type, PIDTYPE_TGID);
	seen[6] = BPF_CORE_READ_BITFIELD(mm, dumpable);
	seen[7] = BPF_CORE_READ_BITFIELD_PROBED(mm, signed_bits);
	return bpf_ksym_exists(bpf_rdonly_cast);
}

SEC("kprobe/do_unlinkat")
int BPF_KPROBE(on_kprobe, int dfd, struct file *name)
{
	long address = 0;

	BPF_KPROBE_READ_RET_IP(address, ctx);
	seen[0] = dfd;
	seen[1] = (__u64)name;
	seen[2] = address;
	seen[3] = PT_REGS_IP(ctx) + PT_REGS_PARM6_CORE(ctx);
	return 0;
}

SEC("kretprobe/do_unlinkat")
int BPF_KRETPROBE(on_return, long ret)
{
	seen[0] = ret;
	return 0;
}

SEC("ksyscall/write")
int BPF_KSYSCALL(on_write, int fd, const void *buffer, unsigned long count)
{
	seen[0] = fd;
	seen[1] = (__u64)buffer;
	seen[2] = count;
	return 0;
}

SEC("ksyscall/close")
int BPF_KPROBE_SYSCALL(on_close, int fd)
{
	seen[0] = fd;
	return 0;
}

SEC("uprobe")
int BPF_UPROBE(in_process, long first)
{
	seen[0] = first;
	return 0;
}

SEC("uretprobe")
int BPF_URETPROBE(out_of_function, int ret)
{
	long address = 0;

	BPF_KRETPROBE_READ_RET_IP(address, ctx);
	seen[0] = ret + address;
	return 0;
}

SEC("fentry/structs")
int BPF_PROG2(structs, char, c, struct pair, p, struct narrow, n, struct pair *, at)
{
	seen[0] = c;
	seen[1] = p.first + p.second;
	seen[2] = n.number;
	seen[3] = (__u64)at;
	return 0;
}

SEC("fexit/nothing")
int BPF_PROG2(nothing)
{
	return 0;
}

SEC("fentry/twelve")
int BPF_PROG2(twelve, long, a, long, b, long, c, long, d, long, e, long, f, long, g, long, h, long, i, long, j, long, k,
	      long, l)
{
	seen[0] = a + b + c + d + e + f + g + h + i + j + k + l;
	return 0;
}

SEC("raw_tp/sched_switch")
int walks(void *ctx __attribute__((unused)))
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct mm_struct own = {};

	seen[0] = BPF_CORE_READ_USER(task, real_parent, pid);
	BPF_CORE_READ_USER_STR_INTO(&text, task, real_parent, comm);
	BPF_PROBE_READ_INTO(&seen[1], task, real_parent, pid);
	BPF_PROBE_READ_STR_INTO(&text, task, real_parent, comm);
	seen[2] = BPF_PROBE_READ_USER(task, pid);
	BPF_PROBE_READ_USER_INTO(&seen[3], task, real_parent, pid);
	BPF_PROBE_READ_USER_STR_INTO(&text, task, comm);
	bpf_core_read_user(&seen[4], 4, &task->pid);
	bpf_core_read_str(text, sizeof(text), &task->comm);
	bpf_core_read_user_str(text, sizeof(text), &task->comm);
	BPF_CORE_WRITE_BITFIELD(&own, dumpable, 2);
	seen[5] = own.dumpable;
	seen[6] = BPF_CORE_READ(task, real_parent, real_parent, real_parent, real_parent, real_parent, real_parent,
				real_parent, real_parent, real_parent, pid);
	return 0;
}
