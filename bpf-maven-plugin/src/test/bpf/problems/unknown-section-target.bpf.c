// A letter too many, and a target.
// problem: unknown-section
// says: did you mean SEC("tracepoint/syscalls/sys_enter_openat")?

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("tracepoints/syscalls/sys_enter_openat")
int program(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
