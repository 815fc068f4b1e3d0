package io.github.bpfmaven.plugin.bench;

import java.util.List;
import java.util.Random;

/** What generated programs on vmlinux.h are made of: each part has a program or two, a map, and reads of the kernel. */
final class TracingParts implements ProgramParts {
    private static final String HEAD = """
            #include "vmlinux.h"
            #include <bpf/bpf_helpers.h>
            #include <bpf/bpf_core_read.h>
            #include <bpf/bpf_tracing.h>
            """;

    private static final String COUNTER = """

            struct key_$ID {
            	__u32 tgid;
            	__u32 kind;
            };

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__uint(max_entries, $SIZE);
            	__type(key, struct key_$ID);
            	__type(value, __u64);
            } counts_$ID SEC(".maps");

            SEC("raw_tp/$HOOK")
            int count_$ID(struct bpf_raw_tracepoint_args *ctx)
            {
            	struct $TYPE *it = (void *)ctx->args[$ARG];
            	struct key_$ID key = {
            		.tgid = bpf_get_current_pid_tgid() >> 32,
            		.kind = (__u64)BPF_CORE_READ(it, $READ) % $NUMBER,
            	};
            	__u64 one = 1;
            	__u64 *count = bpf_map_lookup_elem(&counts_$ID, &key);

            	if (count)
            		__sync_fetch_and_add(count, 1);
            	else
            		bpf_map_update_elem(&counts_$ID, &key, &one, BPF_NOEXIST);
            	return 0;
            }
            """;

    private static final String EVENT = """

            struct event_$ID {
            	__u64 when;
            	__u32 pid;
            	__u32 tgid;
            	__u64 values[3];
            	char comm[16];
            };

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 1 << 18);
            } events_$ID SEC(".maps");

            const volatile __u32 only_tgid_$ID = $NUMBER;

            static __noinline __u64 weigh_$ID(struct $TYPE *it)
            {
            	__u64 weight = BPF_CORE_READ(it, $READ);

            	if (weight > $NUMBER)
            		weight -= BPF_CORE_READ(it, $READ);
            	return weight + $SIZE;
            }

            SEC("fentry/$FUNCTION")
            int BPF_PROG(enter_$ID, struct $TYPE *it, unsigned long more)
            {
            	__u64 id = bpf_get_current_pid_tgid();
            	struct event_$ID *event;

            	if (only_tgid_$ID && (id >> 32) != only_tgid_$ID)
            		return 0;
            	event = bpf_ringbuf_reserve(&events_$ID, sizeof(*event), 0);
            	if (!event)
            		return 0;
            	event->when = bpf_ktime_get_ns();
            	event->pid = id;
            	event->tgid = id >> 32;
            	event->values[0] = BPF_CORE_READ(it, $READ);
            	event->values[1] = weigh_$ID(it);
            	event->values[2] = more ^ $NUMBER;
            	bpf_get_current_comm(event->comm, sizeof(event->comm));
            	bpf_ringbuf_submit(event, 0);
            	return 0;
            }
            """;

    private static final String HISTOGRAM = """

            struct {
            	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
            	__uint(max_entries, 64);
            	__type(key, __u32);
            	__type(value, __u64);
            } slots_$ID SEC(".maps");

            static __always_inline __u32 slot_$ID(__u64 value)
            {
            	__u32 slot = 0;

            	for (int i = 0; i < 63 && value > $SMALL; i++) {
            		value >>= 1;
            		slot++;
            	}
            	return slot;
            }

            SEC("tp_btf/$HOOK")
            int BPF_PROG(sample_$ID, struct $TYPE *it)
            {
            	struct task_struct *task = (void *)bpf_get_current_task();
            	__u64 value = BPF_CORE_READ(it, $READ) + BPF_CORE_READ(task, signal, nr_threads);
            	__u32 slot = slot_$ID(value);
            	__u64 *count = bpf_map_lookup_elem(&slots_$ID, &slot);

            	if (count)
            		*count += $SMALL;
            	return 0;
            }
            """;

    private static final String LATENCY = """

            struct start_$ID {
            	__u64 when;
            	__u64 what;
            };

            struct {
            	__uint(type, BPF_MAP_TYPE_LRU_HASH);
            	__uint(max_entries, $SIZE);
            	__type(key, __u64);
            	__type(value, struct start_$ID);
            } starts_$ID SEC(".maps");

            __u64 longest_$ID;
            __u64 total_$ID[$SMALL];

            SEC("fentry/$FUNCTION")
            int BPF_PROG(begin_$ID, struct $TYPE *it)
            {
            	__u64 key = (__u64)it;
            	struct start_$ID start = {
            		.when = bpf_ktime_get_ns(),
            		.what = BPF_CORE_READ(it, $READ),
            	};

            	bpf_map_update_elem(&starts_$ID, &key, &start, BPF_ANY);
            	return 0;
            }

            SEC("fexit/$FUNCTION")
            int BPF_PROG(end_$ID, struct $TYPE *it, int result)
            {
            	__u64 key = (__u64)it;
            	struct start_$ID *start = bpf_map_lookup_elem(&starts_$ID, &key);
            	__u64 took;

            	if (!start)
            		return 0;
            	took = bpf_ktime_get_ns() - start->when;
            	if (took > longest_$ID)
            		longest_$ID = took;
            	if (result < 0 || bpf_core_field_exists(it->$FIRST))
            		total_$ID[start->what % $SMALL] += took / $NUMBER;
            	bpf_map_delete_elem(&starts_$ID, &key);
            	return 0;
            }
            """;

    private static final List<String> PARTS = List.of(COUNTER, EVENT, HISTOGRAM, LATENCY);

    private static final List<String> HOOKS = List.of(
            "sched_switch", "sched_wakeup", "block_rq_issue", "kfree_skb", "netif_rx", "sys_enter", "signal_deliver");

    private static final List<String> FUNCTIONS = List.of(
            "vfs_read", "vfs_write", "tcp_sendmsg", "tcp_close", "do_exit", "ip_rcv", "vfs_unlink", "inet_csk_accept");

    @Override
    public String head() {
        return HEAD;
    }

    @Override
    public List<String> sharedHeaders() {
        return List.of("common/task.h", "common/limits.h", "common/filter.h");
    }

    @Override
    public String part(Random random, int number) {
        var type = KernelReads.any(random);
        var text = PARTS.get(random.nextInt(PARTS.size()));
        text = text.replace("$TYPE", type.name())
                .replace("$HOOK", HOOKS.get(random.nextInt(HOOKS.size())))
                .replace("$FUNCTION", FUNCTIONS.get(random.nextInt(FUNCTIONS.size())))
                .replace("$FIRST", type.members().get(0))
                .replace("$ARG", Integer.toString(random.nextInt(3)));
        while (text.contains("$READ")) {
            text = text.replaceFirst("\\$READ", type.member(random));
        }
        return ProgramParts.numbers(text, random, number);
    }
}
