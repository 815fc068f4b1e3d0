// Objects allocated by the program and kept in a linked list: type ids of the program's own BTF in CO-RE records,
// a list head tied to its node by a declaration tag.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define __contains(name, node) __attribute__((btf_decl_tag("contains:" #name ":" #node)))
#define private(name) SEC(".data." #name) __hidden __attribute__((aligned(8)))

extern void *bpf_obj_new_impl(__u64 local_type_id, void *meta) __ksym;
extern void bpf_obj_drop_impl(void *object, void *meta) __ksym;
extern int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta,
				   __u64 offset) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;

struct item {
	struct bpf_list_node node;
	__u32 value;
};

private(items) struct bpf_spin_lock lock;
private(items) struct bpf_list_head head __contains(item, node);

SEC("tc")
int push(struct __sk_buff *skb)
{
	struct item *item = bpf_obj_new_impl(bpf_core_type_id_local(struct item), 0);

	if (!item)
		return 0;
	item->value = skb->len;
	bpf_spin_lock(&lock);
	bpf_list_push_back_impl(&head, &item->node, 0, 0);
	bpf_spin_unlock(&lock);
	return 0;
}

SEC("tc")
int pop(struct __sk_buff *skb)
{
	struct bpf_list_node *node;

	bpf_spin_lock(&lock);
	node = bpf_list_pop_front(&head);
	bpf_spin_unlock(&lock);
	if (node)
		bpf_obj_drop_impl((void *)node, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
