// What user programs include for addresses.
// problem: host-header
// says: 'arpa/inet.h' file not found

#include <arpa/inet.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
