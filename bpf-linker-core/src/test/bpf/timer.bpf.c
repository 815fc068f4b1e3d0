// A timer inside a map value, its callback found through an address of a static function.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define CLOCK_MONOTONIC 1

struct element {
	__u64 ticks;
	struct bpf_timer timer;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct element);
} elements SEC(".maps");

static int on_tick(void *map, int *key, struct element *element)
{
	element->ticks++;
	bpf_timer_start(&element->timer, 1000000, 0);
	return 0;
}

SEC("tc")
int start(struct __sk_buff *skb)
{
	int zero = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &zero);

	if (!element)
		return 0;
	if (bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC) == 0) {
		bpf_timer_set_callback(&element->timer, on_tick);
		bpf_timer_start(&element->timer, 1000000, 0);
	}
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
