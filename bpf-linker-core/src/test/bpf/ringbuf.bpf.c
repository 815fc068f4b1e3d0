// A ring buffer with reserve and submit, output, and query.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct event {
	__u64 at;
	__u32 pid;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

/* Keeps struct event in BTF although no variable has that type: a custom for user-space code generators. */
const struct event *unused __attribute__((unused));

SEC("raw_tp/sched_process_exec")
int on_exec(void *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	__u64 now = bpf_ktime_get_ns();

	if (!event) {
		bpf_ringbuf_output(&events, &now, sizeof(now), BPF_RB_NO_WAKEUP);
		return 0;
	}
	event->at = now;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	if (bpf_ringbuf_query(&events, BPF_RB_AVAIL_DATA) > 1024)
		bpf_ringbuf_submit(event, BPF_RB_FORCE_WAKEUP);
	else
		bpf_ringbuf_discard(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
