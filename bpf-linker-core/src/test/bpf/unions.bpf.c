// Unions: named, in a struct, in a map value, one read as another member.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

union address {
	__u32 v4;
	__u32 v6[4];
	__u8 bytes[16];
};

struct peer {
	__u16 family;
	union address address;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, union address);
	__type(value, struct peer);
} peers SEC(".maps");

SEC("tc")
int learn(struct __sk_buff *skb)
{
	struct peer peer = { .family = 2 };

	peer.address.v6[3] = skb->hash;
	peer.address.v4 = skb->mark;
	bpf_map_update_elem(&peers, &peer.address, &peer, BPF_ANY);
	return peer.address.bytes[0] == 127;
}

char LICENSE[] SEC("license") = "GPL";
