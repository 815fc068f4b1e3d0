// Flexible array members, in a type used through pointers and as an initialised global.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct message {
	__u32 length;
	__u16 words[];
};

struct message greeting = { 3, { 10, 20, 30 } };
__u32 table[] = { 5, 6, 7, 8 };

SEC("xdp")
int parse(struct xdp_md *ctx)
{
	struct message *message = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	__u32 sum = greeting.length;

	if ((void *)&message->words[2] > end)
		return XDP_PASS;
	sum += message->words[0] + message->words[1] + table[message->length & 3];
	return sum & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
