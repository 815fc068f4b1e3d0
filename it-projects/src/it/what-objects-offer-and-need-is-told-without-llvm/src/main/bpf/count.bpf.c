#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, __u64);
} packets SEC(".maps");

const volatile __u32 limit = 100;

SEC("xdp") int count(struct xdp_md *ctx)
{
    __u32 key = ctx->ingress_ifindex;
    __u64 *seen = bpf_map_lookup_elem(&packets, &key);
    if (seen && ++*seen > limit)
        return XDP_DROP;
    return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
