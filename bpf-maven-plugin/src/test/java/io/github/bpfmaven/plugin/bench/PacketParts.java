package io.github.bpfmaven.plugin.bench;

import java.util.List;
import java.util.Random;

/** What generated programs are made of that do with the headers of the kernel's user interface, as packet filters do. */
final class PacketParts implements ProgramParts {
    private static final String HEAD = """
            #include <linux/bpf.h>
            #include <linux/if_ether.h>
            #include <linux/in.h>
            #include <linux/ip.h>
            #include <linux/pkt_cls.h>
            #include <linux/tcp.h>
            #include <linux/udp.h>
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_endian.h>
            """;

    private static final String DROP = """

            struct {
            	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
            	__uint(max_entries, $SIZE);
            	__uint(map_flags, BPF_F_NO_PREALLOC);
            	__uint(key_size, 8);
            	__type(value, __u32);
            } denied_$ID SEC(".maps");

            SEC("xdp")
            int drop_$ID(struct xdp_md *ctx)
            {
            	void *data = (void *)(long)ctx->data;
            	void *end = (void *)(long)ctx->data_end;
            	struct ethhdr *ethernet = data;
            	struct iphdr *ip = (void *)(ethernet + 1);
            	struct { __u32 bits; __u32 address; } key = { .bits = 32 };
            	__u32 *rule;

            	if ((void *)(ip + 1) > end || ethernet->h_proto != bpf_htons(ETH_P_IP))
            		return XDP_PASS;
            	key.address = ip->saddr;
            	rule = bpf_map_lookup_elem(&denied_$ID, &key);
            	if (rule && *rule % $NUMBER != ip->ttl)
            		return XDP_DROP;
            	return XDP_PASS;
            }
            """;

    private static final String FLOWS = """

            struct flow_$ID {
            	__be32 from;
            	__be32 to;
            	__be16 from_port;
            	__be16 to_port;
            	__u32 protocol;
            };

            struct traffic_$ID {
            	__u64 packets;
            	__u64 bytes;
            	__u64 last;
            };

            struct {
            	__uint(type, BPF_MAP_TYPE_LRU_HASH);
            	__uint(max_entries, $SIZE);
            	__type(key, struct flow_$ID);
            	__type(value, struct traffic_$ID);
            } flows_$ID SEC(".maps");

            static __noinline int ports_$ID(struct __sk_buff *skb, __u32 offset, struct flow_$ID *flow)
            {
            	struct tcphdr tcp;
            	struct udphdr udp;

            	if (flow->protocol == IPPROTO_TCP) {
            		if (bpf_skb_load_bytes(skb, offset, &tcp, sizeof(tcp)))
            			return -1;
            		flow->from_port = tcp.source;
            		flow->to_port = tcp.dest;
            		return tcp.syn ? $SMALL : 0;
            	}
            	if (flow->protocol == IPPROTO_UDP) {
            		if (bpf_skb_load_bytes(skb, offset, &udp, sizeof(udp)))
            			return -1;
            		flow->from_port = udp.source;
            		flow->to_port = udp.dest;
            	}
            	return 0;
            }

            SEC("tc")
            int classify_$ID(struct __sk_buff *skb)
            {
            	struct flow_$ID flow = {};
            	struct traffic_$ID first = { .packets = 1, .bytes = skb->len, .last = bpf_ktime_get_ns() };
            	struct traffic_$ID *traffic;
            	struct iphdr ip;

            	if (skb->protocol != bpf_htons(ETH_P_IP) || bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
            		return TC_ACT_OK;
            	flow.from = ip.saddr;
            	flow.to = ip.daddr;
            	flow.protocol = ip.protocol;
            	if (ports_$ID(skb, ETH_HLEN + ip.ihl * 4, &flow) < 0)
            		return TC_ACT_SHOT;
            	traffic = bpf_map_lookup_elem(&flows_$ID, &flow);
            	if (!traffic) {
            		bpf_map_update_elem(&flows_$ID, &flow, &first, BPF_ANY);
            		return TC_ACT_OK;
            	}
            	__sync_fetch_and_add(&traffic->packets, 1);
            	__sync_fetch_and_add(&traffic->bytes, skb->len);
            	traffic->last = first.last;
            	return traffic->bytes > $NUMBER ? TC_ACT_SHOT : TC_ACT_OK;
            }
            """;

    private static final String SOCKETS = """

            struct {
            	__uint(type, BPF_MAP_TYPE_ARRAY);
            	__uint(max_entries, 256);
            	__type(key, __u32);
            	__type(value, __u64);
            } protocols_$ID SEC(".maps");

            const volatile __u16 port_$ID = $SMALL;
            __u64 seen_$ID;

            SEC("cgroup/connect4")
            int connect_$ID(struct bpf_sock_addr *ctx)
            {
            	__u32 protocol = ctx->protocol & 0xff;
            	__u64 *count = bpf_map_lookup_elem(&protocols_$ID, &protocol);

            	if (count)
            		__sync_fetch_and_add(count, 1);
            	__sync_fetch_and_add(&seen_$ID, 1);
            	return ctx->user_port != bpf_htons(port_$ID) || ctx->user_ip4 % $NUMBER != 1;
            }

            SEC("cgroup_skb/egress")
            int egress_$ID(struct __sk_buff *skb)
            {
            	return skb->len < $NUMBER || skb->mark == $NUMBER;
            }
            """;

    private static final List<String> PARTS = List.of(DROP, FLOWS, SOCKETS);

    @Override
    public String head() {
        return HEAD;
    }

    @Override
    public List<String> sharedHeaders() {
        return List.of("common/limits.h", "common/packet.h");
    }

    @Override
    public String part(Random random, int number) {
        return ProgramParts.numbers(PARTS.get(random.nextInt(PARTS.size())), random, number);
    }
}
