// A static struct that the optimiser splits into its members. LLVM 20 then writes a DATASEC entry of 4 bytes whose variable
// has a type of 8; the kernel refuses such BTF ("Invalid size"), so the linker gives the variable a type of 4 bytes.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	int x;
	int y;
};

static struct pair pair = { 3, 4 };

SEC("tc")
int use(struct __sk_buff *skb)
{
	pair.x += skb->len;
	return pair.x + pair.y;
}

char LICENSE[] SEC("license") = "GPL";
