// CO-RE relocations against values of kernel enums: their existence and their number.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

enum pid_type___mine {
	PIDTYPE_PID = 100,
	PIDTYPE_TGID,
	PIDTYPE_SID,
	PIDTYPE_NO_SUCH,
};

enum huge___mine {
	HUGE_NO_SUCH = 0x1234567890ULL,
};

__u64 values[4];

SEC("raw_tp/sys_enter")
int ask(void *ctx)
{
	if (bpf_core_enum_value_exists(enum pid_type___mine, PIDTYPE_SID))
		values[0] = bpf_core_enum_value(enum pid_type___mine, PIDTYPE_SID);
	values[1] = bpf_core_enum_value_exists(enum pid_type___mine, PIDTYPE_NO_SUCH);
	values[2] = bpf_core_enum_value_exists(enum huge___mine, HUGE_NO_SUCH);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
