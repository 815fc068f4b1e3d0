// Maps with keys and values of every kind, and a program that fills some of them: what Java must decode.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum color { RED, GREEN = 5 };

struct flow {
	__u32 source;
	__u16 port;
};

struct traffic {
	__u64 packets;
	__u32 bytes;
	__s8 last;
	char name[5];
	enum color color;
};

struct small {
	__u32 a;
	__u8 b[8];
};

union either {
	__u32 number;
	__u8 parts[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, struct flow);
	__type(value, struct traffic);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u16);
	__type(value, __s8);
} narrow SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u64);
	__type(value, _Bool);
} wide SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, char[8]);
	__type(value, enum color);
} by_name SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, enum color);
	__type(value, __u16[3]);
} by_color SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct traffic);
} from_c SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, union either);
	__type(value, __int128);
} either SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__uint(key_size, 3);
	__uint(value_size, 5);
} raw SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, struct { __u16 a; __u32 b; });
	__type(value, struct { __u64 c; });
} unnamed SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct small);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, struct small);
} waiting SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u16);
	__array(values, struct {
		__uint(type, BPF_MAP_TYPE_ARRAY);
		__uint(max_entries, 2);
		__type(key, __u32);
		__type(value, struct small);
	});
} outer SEC(".maps");

SEC("xdp")
int fill(struct xdp_md *ctx)
{
	struct traffic traffic = { 0x123456789abcULL, 0xfffffffe, -5, "abcd", GREEN };
	struct small small = { 7, { 1, 2, 3, 4, 5, 6, 7, 8 } };
	__u32 index = 1;
	bpf_map_update_elem(&from_c, &index, &traffic, BPF_ANY);
	bpf_map_push_elem(&waiting, &small, BPF_ANY);
	index = 0;
	bpf_map_update_elem(&per_cpu, &index, &small, BPF_ANY);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
