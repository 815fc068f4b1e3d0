// Many structs and unions known by name only: LLVM emits their BTF FWDs in the order of pointers, not the same twice.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct one;
struct two;
struct three;
struct four;
struct five;
struct six;
struct seven;
union eight;
union nine;

struct holder {
	struct one *one;
	struct two *two;
	struct three *three;
	const struct four *four;
	struct five **five;
	struct six *six[2];
	struct seven *(*seven)(union eight *, const union nine *);
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct holder);
} holders SEC(".maps");

SEC("raw_tp/sys_enter")
int look(void *ctx)
{
	__u32 zero = 0;
	struct holder *holder = bpf_map_lookup_elem(&holders, &zero);

	return holder && holder->one;
}

char LICENSE[] SEC("license") = "GPL";
