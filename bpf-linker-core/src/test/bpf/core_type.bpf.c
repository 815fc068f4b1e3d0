// CO-RE relocations against types: local and kernel type id, size, and whether the shapes match.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct list_head {
	struct list_head *next, *prev;
};

struct mine {
	int a;
	struct list_head list;
};

typedef struct mine mine_t;

__u64 ids[6];

SEC("raw_tp/sys_enter")
int ask(void *ctx)
{
	ids[0] = bpf_core_type_id_local(struct mine);
	ids[1] = bpf_core_type_id_kernel(struct list_head);
	ids[2] = bpf_core_type_matches(struct list_head);
	ids[3] = bpf_core_type_size(struct list_head);
	ids[4] = bpf_core_type_exists(mine_t);
	ids[5] = bpf_core_type_id_local(mine_t);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
