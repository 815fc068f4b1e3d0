// The old per-cgroup storage maps, whose keys are structs of the kernel's headers.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u64);
} total SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, __u64);
	__type(value, __u64);
} percpu_total SEC(".maps");

SEC("cgroup_skb/egress")
int egress(struct __sk_buff *skb)
{
	__u64 *shared = bpf_get_local_storage(&total, 0);
	__u64 *own = bpf_get_local_storage(&percpu_total, 0);

	__sync_fetch_and_add(shared, skb->len);
	*own += 1;
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
