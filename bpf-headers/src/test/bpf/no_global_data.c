/* SPDX-License-Identifier: BSD-2-Clause */
/* For kernels before 5.2 the format of a message is on the stack. */
#define BPF_NO_GLOBAL_DATA
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

SEC("tc")
int on_the_stack(struct __sk_buff *skb)
{
	BPF_PRINTK_FMT_MOD char format[] = "twice %d";

	bpf_printk("%d", skb->len);
	bpf_trace_printk(format, sizeof(format), skb->len);
	return 0;
}
