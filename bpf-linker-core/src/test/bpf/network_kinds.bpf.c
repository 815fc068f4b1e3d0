// Network program kinds beyond XDP and tc: sk_lookup, sk_msg, flow dissector, lightweight tunnels, stream parser.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("sk_lookup")
int lookup(struct bpf_sk_lookup *ctx)
{
	return ctx->local_port == 22 ? SK_DROP : SK_PASS;
}

SEC("sk_msg")
int message(struct sk_msg_md *msg)
{
	return msg->size > 65536 ? SK_DROP : SK_PASS;
}

SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	return skb->flow_keys ? BPF_OK : BPF_DROP;
}

SEC("lwt_in")
int tunnel_in(struct __sk_buff *skb)
{
	return BPF_OK;
}

SEC("lwt_xmit")
int tunnel_out(struct __sk_buff *skb)
{
	return skb->len > 1400 ? BPF_DROP : BPF_OK;
}

SEC("sk_skb/stream_parser")
int parse(struct __sk_buff *skb)
{
	return skb->len;
}

char LICENSE[] SEC("license") = "GPL";
