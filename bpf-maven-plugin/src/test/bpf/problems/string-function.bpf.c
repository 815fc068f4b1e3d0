// strlen of what is not known before.
// problem: string-function
// says: call to undeclared library function 'strlen'

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	char name[16];
	
	bpf_get_current_comm(name, sizeof(name));
	return strlen(name);
}

char LICENSE[] SEC("license") = "GPL";
