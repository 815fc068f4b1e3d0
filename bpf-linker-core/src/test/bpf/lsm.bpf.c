// LSM hooks, plain and sleepable.
// kernel: refused (this machine's kernel answers EPERM to LSM programs)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct file {
	unsigned int f_flags;
} __attribute__((preserve_access_index));

__u64 opened;

SEC("lsm/file_open")
int BPF_PROG(file_open, struct file *file)
{
	if (file->f_flags & 1)
		opened++;
	return 0;
}

SEC("lsm.s/bprm_committed_creds")
int BPF_PROG(committed, void *bprm)
{
	opened += 2;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
