// A builtin that becomes a call.
// problem: string-function
// says: undefined symbol 'strcmp'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	char name[16];
	
	bpf_get_current_comm(name, sizeof(name));
	return __builtin_strcmp(name, "nginx");
}

char LICENSE[] SEC("license") = "GPL";
