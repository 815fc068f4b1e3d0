// __kconfig externs, filled in by the loader: number, tristate, bool, string, kernel version, a weak one.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int LINUX_KERNEL_VERSION __kconfig;
extern unsigned long CONFIG_HZ __kconfig;
extern _Bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_NET __kconfig;
extern char CONFIG_DEFAULT_TCP_CONG[16] __kconfig __weak;
extern int CONFIG_NO_SUCH_SETTING __kconfig __weak;

__u64 seen[6];

SEC("raw_tp/sys_enter")
int look(void *ctx)
{
	seen[0] = LINUX_KERNEL_VERSION;
	seen[1] = CONFIG_HZ;
	seen[2] = CONFIG_BPF_SYSCALL;
	seen[3] = CONFIG_NET == TRI_YES;
	seen[4] = CONFIG_DEFAULT_TCP_CONG[0];
	seen[5] = CONFIG_NO_SUCH_SETTING;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
