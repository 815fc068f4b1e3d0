// A typed, per-CPU __ksym variable: found by its BTF, read through bpf_per_cpu_ptr and bpf_this_cpu_ptr.
// kernel: refused (this kernel has no CONFIG_KALLSYMS_ALL, so no addresses of variables)
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern const int bpf_prog_active __ksym;

__u64 sum;

SEC("raw_tp/sys_enter")
int look(void *ctx)
{
	const int *other = bpf_per_cpu_ptr(&bpf_prog_active, 0);
	const int *own = bpf_this_cpu_ptr(&bpf_prog_active);

	if (other)
		sum += *other;
	sum += *own;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
