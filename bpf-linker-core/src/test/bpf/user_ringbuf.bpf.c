// A ring buffer from user space to the kernel: a static callback is passed as a pointer (relocation to .text).
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} commands SEC(".maps");

__u64 sum;

static long take(struct bpf_dynptr *dynptr, void *context)
{
	__u64 value = 0;

	if (bpf_dynptr_read(&value, sizeof(value), dynptr, 0, 0) < 0)
		return 1;
	sum += value;
	return 0;
}

SEC("raw_tp/sys_enter")
int drain(void *ctx)
{
	return bpf_user_ringbuf_drain(&commands, take, 0, 0) < 0;
}

char LICENSE[] SEC("license") = "GPL";
