// Bounded loops: unrolled by pragma, kept as a loop, nested, over packet bytes.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u32 histogram[16];

SEC("xdp")
int bytes(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data;
	__u8 *end = (void *)(long)ctx->data_end;
	__u32 sum = 0;

	if (data + 64 > end)
		return XDP_PASS;
#pragma unroll
	for (int i = 0; i < 6; i++)
		sum += data[i] << i;
#pragma clang loop unroll(disable)
	for (int i = 0; i < 64; i++)
		histogram[data[i] & 15]++;
#pragma clang loop unroll(disable)
	for (int i = 0; i < 8; i++)
#pragma clang loop unroll(disable)
		for (int j = 0; j < 8; j++)
			sum ^= histogram[(i * j) & 15];
	return sum == 0xdeadbeef ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
