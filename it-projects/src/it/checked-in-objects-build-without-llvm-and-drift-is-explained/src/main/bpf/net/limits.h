#define MAX_SEEN 64
#define MAX_PACKETS 1000

struct seen {
	__u64 packets;
};
