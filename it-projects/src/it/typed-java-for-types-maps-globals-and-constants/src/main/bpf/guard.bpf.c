#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define MAX_RULES 64
#define MAX_BYTES (MAX_RULES * sizeof(struct rule))
#define MAX_OF(x, y) ((x) > (y) ? (x) : (y))
#define GREETING "hello"

enum verdict { VERDICT_PASS, VERDICT_DROP = 7 };

struct endpoint {
	union {
		__u32 v4;
		__u8 v6[16];
	};
	__u16 port;
};

struct rule {
	struct endpoint from;
	enum verdict verdict;
	__u8 log : 1, quiet : 1;
	char name[10];
};

struct summary {
	__u64 passed, dropped;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, MAX_RULES);
	__type(key, __u32);
	__type(value, struct rule);
} rules SEC(".maps");

const volatile __u32 limit = 10;
__u64 threshold = 1;
struct summary total;

SEC("tracepoint/syscalls/sys_enter_openat")
int guard(void *ctx)
{
	__u32 key = 0;
	struct rule *rule = bpf_map_lookup_elem(&rules, &key);

	if (rule && rule->verdict == VERDICT_DROP && limit > threshold)
		__sync_fetch_and_add(&total.dropped, 1);
	return 0;
}
