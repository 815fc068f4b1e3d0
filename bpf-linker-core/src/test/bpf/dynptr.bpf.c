// Dynamic pointers to a ring buffer record and to a packet (kfuncs declared in the file).
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

extern int bpf_dynptr_from_xdp(struct xdp_md *xdp, __u64 flags, struct bpf_dynptr *ptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u64 offset, void *buffer, __u64 size) __ksym __weak;

SEC("xdp")
int copy_head(struct xdp_md *xdp)
{
	struct bpf_dynptr record, packet;
	__u8 buffer[14];
	__u8 *head;

	if (bpf_dynptr_from_xdp(xdp, 0, &packet))
		return XDP_PASS;
	head = bpf_dynptr_slice(&packet, 0, buffer, sizeof(buffer));
	if (!head)
		return XDP_PASS;
	bpf_ringbuf_reserve_dynptr(&events, sizeof(buffer), 0, &record);
	bpf_dynptr_write(&record, 0, head, sizeof(buffer), 0);
	bpf_ringbuf_submit_dynptr(&record, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
