// Programs that attach to cgroups: packets, socket creation, connect, socket options, sysctl, devices.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

SEC("cgroup_skb/ingress")
int ingress(struct __sk_buff *skb)
{
	return skb->len < 9000;
}

SEC("cgroup/sock_create")
int sock_create(struct bpf_sock *sk)
{
	return sk->type != 3;
}

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *addr)
{
	if (addr->user_port == bpf_htons(80))
		addr->user_port = bpf_htons(8080);
	return 1;
}

SEC("cgroup/getsockopt")
int getsockopt(struct bpf_sockopt *opt)
{
	return opt->level != 0xffff;
}

SEC("cgroup/sysctl")
int sysctl(struct bpf_sysctl *ctx)
{
	return !ctx->write;
}

SEC("cgroup/dev")
int device(struct bpf_cgroup_dev_ctx *ctx)
{
	return ctx->major == 1;
}

char LICENSE[] SEC("license") = "GPL";
