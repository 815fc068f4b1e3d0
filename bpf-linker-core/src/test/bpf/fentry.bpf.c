// fentry, fexit and fmod_ret: programs at the start and end of kernel functions.
// kernel: refused (this machine's kernel answers EPERM to fentry, fexit and fmod_ret programs)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct filename {
	const char *name;
} __attribute__((preserve_access_index));

__u64 calls;

SEC("fentry/do_unlinkat")
int BPF_PROG(on_entry, int dfd, struct filename *name)
{
	if (name->name)
		calls++;
	return 0;
}

SEC("fexit/do_unlinkat")
int BPF_PROG(on_exit, int dfd, struct filename *name, long ret)
{
	calls += ret < 0;
	return 0;
}

SEC("fmod_ret/security_file_open")
int BPF_PROG(on_return, void *file, int ret)
{
	return ret;
}

char LICENSE[] SEC("license") = "GPL";
