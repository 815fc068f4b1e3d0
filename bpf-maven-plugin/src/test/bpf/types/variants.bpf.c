// What may differ between architectures, and what may not: ARCH says which it is, and OTHER lays a struct out otherwise.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct event {
	__u32 process;
#ifdef OTHER
	__u64 time;
#else
	__u32 time;
#endif
};

struct only_here {
	__u16 port;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ARCH);
	__type(key, __u32);
	__type(value, struct event);
} events SEC(".maps");

#if ARCH == 1
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, struct only_here);
} extra SEC(".maps");

#define PREFIX "__x64_"
#else
#define PREFIX "__arm64_"
#endif

SEC("kprobe/" PREFIX "sys_execve")
int on_exec(void *ctx)
{
	return 0;
}

SEC("tp_btf/sched_switch")
int on_switch(void *ctx)
{
	return 0;
}

SEC("xdp.frags")
int on_packet(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("my_own_section")
int on_nothing(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
