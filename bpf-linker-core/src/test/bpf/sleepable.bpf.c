// Sleepable programs (section names with ".s"): reading user memory that may fault.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct arguments {
	__u64 address;
	__u32 length;
};

struct pt_regs;

char copied[64];

SEC("syscall")
int from_user(struct arguments *ctx)
{
	return bpf_copy_from_user(copied, sizeof(copied), (void *)ctx->address);
}

SEC("uprobe.s//bin/sh:main")
int on_main(struct pt_regs *ctx)
{
	return bpf_copy_from_user(copied, 8, (void *)8) ? 0 : 0;
}

SEC("iter.s/task")
int sleepy(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
