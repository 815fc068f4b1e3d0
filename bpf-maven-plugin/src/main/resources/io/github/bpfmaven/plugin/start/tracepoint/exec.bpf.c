/* SPDX-License-Identifier: GPL-2.0 */
/* Reports each program that is started on this machine. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* Some helpers are for programs under the GPL alone; the kernel reads the license here. */
char LICENSE[] SEC("license") = "GPL";

struct event {
	__u32 pid;
	__u32 uid;
	char comm[16];
};

/* A ring buffer of struct event. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

/* A ring buffer does not say what is in it. This does: it keeps the type in the object, so that it becomes Java. */
const struct event *events_type __attribute__((unused));

SEC("tracepoint/sched/sched_process_exec")
int on_exec(void *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->uid = (__u32)bpf_get_current_uid_gid();
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, 0);
	return 0;
}
