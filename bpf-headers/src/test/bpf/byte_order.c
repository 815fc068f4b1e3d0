/* SPDX-License-Identifier: BSD-2-Clause */
/* The order of bytes and of bits is the target's; all of it is known at compile time. */
#include <linux/icmpv6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <asm/byteorder.h>
#include <bpf/bpf_endian.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ORDERED(x, little, big) _Static_assert((x) == (little), #x)
#else
#define ORDERED(x, little, big) _Static_assert((x) == (big), #x)
#endif

ORDERED(bpf_htons(0x0102), 0x0201, 0x0102);
ORDERED(bpf_ntohs(0x0102), 0x0201, 0x0102);
ORDERED(bpf_htonl(0x01020304), 0x04030201, 0x01020304);
ORDERED(bpf_ntohl(0x01020304), 0x04030201, 0x01020304);
ORDERED(bpf_cpu_to_be64(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(bpf_be64_to_cpu(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(__bpf_constant_htons(0x0102), 0x0201, 0x0102);
ORDERED(__bpf_constant_ntohs(0x0102), 0x0201, 0x0102);
ORDERED(__bpf_constant_htonl(0x01020304), 0x04030201, 0x01020304);
ORDERED(__bpf_constant_ntohl(0x01020304), 0x04030201, 0x01020304);
ORDERED(__bpf_constant_cpu_to_be64(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(__bpf_constant_be64_to_cpu(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(__bpf_htons(0x0102), 0x0201, 0x0102);
ORDERED(__bpf_ntohs(0x0102), 0x0201, 0x0102);
ORDERED(__bpf_htonl(0x01020304), 0x04030201, 0x01020304);
ORDERED(__bpf_ntohl(0x01020304), 0x04030201, 0x01020304);
ORDERED(__bpf_cpu_to_be64(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(__bpf_be64_to_cpu(0x0102030405060708ULL), 0x0807060504030201ULL, 0x0102030405060708ULL);
ORDERED(__cpu_to_be32(0x01020304), 0x04030201, 0x01020304);
ORDERED(__cpu_to_le32(0x01020304), 0x01020304, 0x04030201);
ORDERED(TCP_FLAG_SYN, 0x200, 0x20000);

/* The same bytes of a packet, whatever the machine. The test is that the functions below all become "return 1". */
static const union {
	__u8 bytes[20];
	struct iphdr ip;
} ip = {.bytes = {0x45}};

static const union {
	__u8 bytes[40];
	struct ipv6hdr ip;
} ipv6 = {.bytes = {0x6a}};

static const union {
	__u8 bytes[20];
	struct tcphdr tcp;
} tcp = {.bytes = {[12] = 0x51, [13] = 0x82}};

static const union {
	__u8 bytes[8];
	struct icmp6hdr icmp;
} icmp = {.bytes = {[4] = 0xa0}};

static const __u16 port = 443;

int ip_bits(void)
{
	return ip.ip.version == 4 && ip.ip.ihl == 5;
}

int ipv6_bits(void)
{
	return ipv6.ip.version == 6 && ipv6.ip.priority == 10;
}

int tcp_bits(void)
{
	return tcp.tcp.doff == 5 && tcp.tcp.ae && !tcp.tcp.res1 && tcp.tcp.cwr && tcp.tcp.syn && !tcp.tcp.fin && !tcp.tcp.ece;
}

int icmp_bits(void)
{
	return icmp.icmp.icmp6_router && !icmp.icmp.icmp6_solicited && icmp.icmp.icmp6_override;
}

int in_a_switch(__be16 p)
{
	switch (p) {
	case bpf_htons(80):
		return 1;
	default:
		return p == bpf_htons(port);
	}
}
