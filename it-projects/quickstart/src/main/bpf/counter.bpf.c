/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts the packets that a network device receives, by IP protocol, and lets all of them pass. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include "protocol.h"

/* Some helpers are for programs under the GPL alone; the kernel reads the license here. */
char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* To be set before the program is loaded: whether new protocols are reported in `events`. */
const volatile bool report_new = true;

struct traffic {
	__u64 packets;
	__u64 bytes;
};

/* What was counted; the key is the protocol's number, 6 for TCP, 17 for UDP. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, struct traffic);
} packets SEC(".maps");

/* The first packet of a protocol. */
struct new_protocol {
	__u32 protocol;
	__u32 length;
};

/* A ring buffer of struct new_protocol. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

/* A ring buffer does not say what is in it. This does: a type that a global variable names is kept in the object. */
const struct new_protocol *events_type __attribute__((unused));

static void report(__u32 protocol, __u32 length)
{
	struct new_protocol *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return;
	event->protocol = protocol;
	event->length = length;
	bpf_ringbuf_submit(event, 0);
}

SEC("xdp")
int count_packets(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	__u32 length = data_end - data;
	int found = protocol_of(data, data_end);
	struct traffic none = {0};
	struct traffic *traffic;
	__u32 protocol = found;

	if (found < 0)
		return XDP_PASS;

	/* Of the processors that see a protocol at the same time for the first time, one adds it. */
	traffic = bpf_map_lookup_elem(&packets, &protocol);
	if (!traffic) {
		if (bpf_map_update_elem(&packets, &protocol, &none, BPF_NOEXIST) == 0 && report_new)
			report(protocol, length);
		traffic = bpf_map_lookup_elem(&packets, &protocol);
		if (!traffic)
			return XDP_PASS;
	}

	__sync_fetch_and_add(&traffic->packets, 1);
	__sync_fetch_and_add(&traffic->bytes, length);
	return XDP_PASS;
}
