#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#if defined(__TARGET_ARCH_x86)
int architecture = 1;
#elif defined(__TARGET_ARCH_arm64)
int architecture = 2;
#elif defined(__TARGET_ARCH_s390)
int architecture = 3;
#else
int architecture = 4;
#endif

SEC("xdp")
int trace(struct xdp_md *ctx)
{
	return architecture;
}
