// A TCP congestion control: function pointers and a name in a .struct_ops variable.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct sock {
} __attribute__((preserve_access_index));

struct tcp_sock {
	__u32 snd_cwnd;
	__u32 snd_ssthresh;
} __attribute__((preserve_access_index));

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	__u32 flags;
	char name[16];
} __attribute__((preserve_access_index));

SEC("struct_ops/lazy_ssthresh")
__u32 BPF_PROG(lazy_ssthresh, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	__u32 half = tp->snd_cwnd >> 1;

	return half > 2 ? half : 2;
}

SEC("struct_ops/lazy_avoid")
void BPF_PROG(lazy_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
}

SEC("struct_ops/lazy_undo")
__u32 BPF_PROG(lazy_undo, struct sock *sk)
{
	return ((struct tcp_sock *)sk)->snd_cwnd;
}

SEC(".struct_ops")
struct tcp_congestion_ops lazy = {
	.ssthresh = (void *)lazy_ssthresh,
	.cong_avoid = (void *)lazy_avoid,
	.undo_cwnd = (void *)lazy_undo,
	.name = "bpf_lazy",
};

char LICENSE[] SEC("license") = "GPL";
