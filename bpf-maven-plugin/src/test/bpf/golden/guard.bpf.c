// One of each thing that becomes Java, for a person to read what it becomes.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

enum verdict { VERDICT_PASS, VERDICT_DROP = 7, VERDICT_REJECT = 7 };

enum access { ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_EXEC = 4 };

struct endpoint {
	union {
		__u32 v4;
		__u8 v6[16];
	};
	__u16 port;
};

struct header {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	__u8 length : 4, version : 4;
#else
	__u8 version : 4, length : 4;
#endif
};

struct rule {
	struct endpoint from, to[2];
	enum verdict verdict;
	struct {
		__s64 since;
		__u64 uses;
	} stats;
	struct header header;
	_Bool enabled;
	char name[10];
	__u16 ports[3];
	void *owner;
};

struct message {
	enum access access;
	__u32 length;
	char text[];
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 64);
	__type(key, __u16);
	__type(value, struct rule);
} rules SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} messages SEC(".maps");

const struct message *messages_type __attribute__((unused));

const volatile __u32 limit = 10;
double ratio = 0.5;

SEC("tp_btf/sched_switch")
int guard(void *ctx)
{
	return limit;
}
