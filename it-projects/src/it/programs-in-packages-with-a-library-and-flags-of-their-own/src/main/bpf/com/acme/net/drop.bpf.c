#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "tally.h"

char LICENSE[] SEC("license") = "GPL";

const volatile int answer = ANSWER_OF_DROP + ANSWER - 1;
/* Would tell where it was compiled. */
const char file[] SEC(".rodata.file") = __FILE__;

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	return tally(ctx->rx_queue_index) == answer ? XDP_DROP : XDP_PASS;
}

SEC("tc")
int drop_too(struct __sk_buff *skb)
{
	return file[skb->len & 3];
}
