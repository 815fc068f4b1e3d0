// Atomic instructions of cpu v3, 32 and 64 bit: add, fetch-add, and, or, xor, exchange, compare-exchange.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 wide = 1;
__u32 narrow = 2;
__u64 out[10];

SEC("raw_tp/sys_enter")
int all(void *ctx)
{
	__sync_fetch_and_add(&wide, 1);
	__sync_fetch_and_add(&narrow, 1);
	out[0] = __sync_fetch_and_add(&wide, 2);
	out[1] = __sync_fetch_and_sub(&narrow, 3);
	out[2] = __sync_fetch_and_and(&wide, 0xff);
	out[3] = __sync_fetch_and_or(&wide, 0x100);
	out[4] = __sync_fetch_and_xor(&narrow, 0x11);
	out[5] = __sync_lock_test_and_set(&wide, 7);
	out[6] = __sync_val_compare_and_swap(&wide, 7, 8);
	out[7] = __sync_val_compare_and_swap(&narrow, 2, 3);
	out[8] = __atomic_fetch_add(&wide, 5, __ATOMIC_RELAXED);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
