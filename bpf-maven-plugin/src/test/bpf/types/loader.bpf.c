// What a class has that loads its object: maps of several kinds, variables before and after the load, events, programs; and a
// type by the name of one that the class names itself.
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

const volatile __u32 step = 1;
__u32 start = 40;
__u64 runs;

struct link {
	__u32 from;
	__u32 to;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, struct link);
	__type(value, __u64);
} links SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct link);
} each_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__type(value, struct link);
} waiting SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct loader {
	__u64 length;
};

const struct loader *events_type __attribute__((unused));

SEC("tc")
int run(struct __sk_buff *skb)
{
	struct loader event = {.length = skb->len};
	struct link link = {.from = start, .to = start + step};
	__u64 value = ++runs;

	bpf_map_update_elem(&links, &link, &value, BPF_ANY);
	bpf_map_push_elem(&waiting, &link, 0);
	bpf_ringbuf_output(&events, &event, sizeof(event), 0);
	start += step;
	return step;
}

SEC("xdp")
int unwanted(struct xdp_md *ctx)
{
	return XDP_PASS;
}
