// __ksym symbols without a type (address from kallsyms), and weak ones, typed and not, that are not there.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern const void schedule __ksym;
extern const void no_such_symbol __ksym __weak;
extern const int no_such_typed_symbol __ksym __weak;

__u64 addresses[3];

SEC("raw_tp/sys_enter")
int look(void *ctx)
{
	addresses[0] = (__u64)&schedule;
	addresses[1] = (__u64)&no_such_symbol;
	addresses[2] = (__u64)&no_such_typed_symbol;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
