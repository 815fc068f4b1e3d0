// A tc classifier: direct packet access, rewriting a header with checksums, redirect, both section spellings.
// kernel: loads
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <stddef.h>

SEC("tc")
int ingress(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);
	__be16 old_port, new_port = bpf_htons(5353);

	if ((void *)(udp + 1) > end)
		return TC_ACT_OK;
	if (eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5 || ip->protocol != IPPROTO_UDP)
		return TC_ACT_OK;
	old_port = udp->dest;
	if (old_port != bpf_htons(53))
		return TC_ACT_OK;
	bpf_l4_csum_replace(skb, ETH_HLEN + sizeof(*ip) + offsetof(struct udphdr, check), old_port, new_port,
			    BPF_F_MARK_MANGLED_0 | sizeof(new_port));
	bpf_skb_store_bytes(skb, ETH_HLEN + sizeof(*ip) + offsetof(struct udphdr, dest), &new_port, sizeof(new_port), 0);
	return TC_ACT_PIPE;
}

SEC("classifier")
int egress(struct __sk_buff *skb)
{
	return skb->mark == 1 ? bpf_redirect(skb->ifindex, 0) : TC_ACT_UNSPEC;
}

SEC("action")
int refuse(struct __sk_buff *skb)
{
	return TC_ACT_SHOT;
}

char LICENSE[] SEC("license") = "GPL";
