// String constants: in .rodata.str1.1 (mergeable), in .rodata by bpf_printk, as arrays, and one that is shared.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const char *const words[] = { "zero", "one" };
const char greeting[] = "good morning";
char writable[16] = "abc";

SEC("raw_tp/sys_enter")
int talk(void *ctx)
{
	char comm[16] = "";

	bpf_get_current_comm(comm, sizeof(comm));
	bpf_printk("%s says %s", comm, greeting);
	bpf_printk("n=%d", 5);
	if (bpf_strncmp(comm, sizeof(comm), "systemd") == 0)
		bpf_printk("a longer line with more arguments: %d %d %d %d", 1, 2, 3, 4);
	writable[3] = comm[0];
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
