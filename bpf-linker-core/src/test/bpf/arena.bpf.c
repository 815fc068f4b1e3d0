// Pointers into an arena: address space 1, with casts between it and the kernel's as instructions of their own.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define __in_arena __attribute__((address_space(1)))

struct {
	__uint(type, BPF_MAP_TYPE_ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 4);
	__uint(map_extra, 1 << 28); /* where user space would map it; bpftool maps nothing */
} arena SEC(".maps");

struct node {
	struct node __in_arena *next;
	__u64 value;
};

extern void __in_arena *bpf_arena_alloc_pages(void *map, void __in_arena *addr, __u32 count, int node,
					      __u64 flags) __ksym __weak;

struct node __in_arena *head;

SEC("syscall")
int push(void *ctx)
{
	struct node __in_arena *node = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);

	if (!node)
		return 1;
	node->next = head;
	node->value = head ? head->value + 1 : 0;
	head = node;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
