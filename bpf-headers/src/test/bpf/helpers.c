/* SPDX-License-Identifier: BSD-2-Clause */
/* Every macro of bpf_helpers.h that makes code or data. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct item {
	int before;
	int here;
};

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__array(values, int(void *));
} jumps SEC(".maps") = {.values = {0}};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
	__ulong(map_extra, 1ULL << 40);
	__type(key, __u32);
	__type(value, struct item);
} items SEC(".maps");

extern int LINUX_KERNEL_VERSION __kconfig;
extern enum libbpf_tristate CONFIG_BPF_JIT __kconfig __weak;

char LICENSE[] SEC("license") = "GPL";

__u64 total;

__noinline int global(struct __sk_buff *skb __arg_ctx, struct item *item __arg_nonnull)
{
	return skb->len + item->here;
}

__hidden int with_its_callers(int *here)
{
	struct item *item = container_of(here, struct item, here);

	return item->before;
}

SEC("tc")
int loops(struct __sk_buff *skb)
{
	struct item item = {1, 2};
	char out[32];
	unsigned int u;
	int i = 0, *next;

	bpf_for(i, 0, 10) total += i;
	bpf_for(u, 0, skb->len) total += u;
	bpf_repeat(5) total++;
	bpf_for_each(num, next, 1, 4) total += *next;
	barrier();
	barrier_var(i);

	if (LINUX_KERNEL_VERSION >= KERNEL_VERSION(6, 4, 0) && CONFIG_BPF_JIT == TRI_YES && likely(skb->len))
		bpf_tail_call_static(skb, &jumps, 1);
	return global(skb, &item) + with_its_callers(&item.here) + BPF_SNPRINTF(out, sizeof(out), "%d", i);
}

SEC("tc")
int prints(struct __sk_buff *skb)
{
	struct seq_file *seq = (void *)skb;

	bpf_printk("nothing");
	bpf_printk("%d", 1);
	bpf_printk("%d %d %d", 1, 2, 3);
	bpf_printk("%d %d %d %s", 1, -2, 3ULL, "four");
	BPF_SEQ_PRINTF(seq, "nothing");
	BPF_SEQ_PRINTF(seq, "%d %s %p", skb->len, "a string", skb);
	return 0;
}

/* As vmlinux.h declares it. */
extern int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, __u32 len__sz) __weak __ksym;

SEC("tc")
int more_prints(struct __sk_buff *skb)
{
	bpf_stream_printk(1, "nothing");
	bpf_stream_printk(1, "%d %s", skb->len, "a string");
	__bpf_printk("%d", 1);
	__bpf_vprintk("%d", 1);
	return 0;
}

/* Pointers that a map's value holds on to. */
struct held {
	struct task_struct __kptr *task;
	struct task_struct __kptr_untrusted *somewhere;
	struct item __percpu_kptr *items;
	struct item __uptr *in_process;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct held);
} holders SEC(".maps");

__noinline int trusting(struct task_struct *task __arg_trusted, struct item *may_be __arg_nullable, void *page __arg_arena)
{
	return !task || !may_be || !page;
}

__noinline int trusting_nobody(struct item *item __arg_untrusted)
{
	return item->here;
}

static __always_inline int always(const char *name)
{
	if (!__builtin_constant_p(sizeof(struct item)))
		__bpf_unreachable();
	return unlikely(name == NULL) ? 0 : name[offsetof(struct item, here)];
}

SEC("tc")
int uses_them(struct __sk_buff *skb)
{
	struct item item = {1, 2};

	return trusting((void *)skb, &item, NULL) + trusting_nobody(&item) + always(__bpf_stringify(skb->len));
}

/* What programs build on, of bpf_helpers.h's own parts and of the C library's names. */
#include <errno.h>
_Static_assert(ENOTSUP == 95, "ENOTSUP");

#define PRINT(words, format, args...) ___bpf_fill(words, args)

SEC("tc")
int fill(struct __sk_buff *skb)
{
	unsigned long long words[2];

	PRINT(words, "%d %s", skb->len, "text");
	PRINT(words, "nothing");
	return words[0] > words[1];
}
