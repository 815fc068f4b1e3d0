// System calls as C, and what little of a C library is needed.

#include "machine.h"

enum {
	EINTR = 4,
	EAGAIN = 11,
	ENOMEM = 12,
	EINVAL = 22,
	CURRENT_DIRECTORY = -100,
	WRITE_ONLY = 1,
	READ_WRITE = 2,
	NO_TERMINAL = 0400,
	CLOSE_ON_EXEC = 02000000,
	PROTECT_READ_WRITE = 3,
	PRIVATE_ANONYMOUS = 0x22,
	SHARED = 1,
	POLL_IN = 1,
	CLOCK_MONOTONIC = 1,
};

struct poll_entry {
	int descriptor;
	u16 wanted;
	u16 found;
};

struct time {
	long seconds;
	long nanoseconds;
};

void *memset(void *to, int value, u64 count)
{
	u8 *bytes = to;

	while (count--)
		*bytes++ = value;
	return to;
}

void *memcpy(void *to, const void *from, u64 count)
{
	u8 *bytes = to;
	const u8 *source = from;

	while (count--)
		*bytes++ = *source++;
	return to;
}

static long open(const char *path, long flags)
{
	return call6(SYS_OPENAT, CURRENT_DIRECTORY, (long)path, flags | CLOSE_ON_EXEC, 0, 0, 0);
}

static int is_machine(void)
{
	return call6(SYS_GETPID, 0, 0, 0, 0, 0, 0) == 1;
}

// Through the kernel's log, which is on the console at once: a line's driver would still be at it when the machine ends. The level
// is one that "quiet" lets pass.
static void say(const char *text)
{
	long log = is_machine() ? open("/dev/kmsg", WRITE_ONLY) : 2;
	char line[128] = "<1>";
	u64 length = 3;

	while (*text && length < sizeof(line))
		line[length++] = *text++;
	call6(SYS_WRITE, log, (long)line, length, 0, 0, 0);
}

// The end: of the machine, or of an ordinary process. A kernel that can't switch off starts anew, which ends the machine, too.
static void __attribute__((noreturn)) end(int status)
{
	if (is_machine()) {
		call6(SYS_REBOOT, 0xfee1deadL, 0x28121969, 0x4321fedc, 0, 0, 0);
		call6(SYS_REBOOT, 0xfee1deadL, 0x28121969, 0x01234567, 0, 0, 0);
	}
	for (;;)
		call6(SYS_EXIT_GROUP, status, 0, 0, 0, 0, 0);
}

static void __attribute__((noreturn)) fail(const char *why)
{
	say(why);
	end(1);
}

static long now(void)
{
	struct time time;

	call6(SYS_CLOCK_GETTIME, CLOCK_MONOTONIC, (long)&time, 0, 0, 0, 0);
	return time.seconds * 1000000000L + time.nanoseconds;
}

static long poll(struct poll_entry *entries, u64 count, long nanoseconds)
{
	struct time time = {nanoseconds / 1000000000L, nanoseconds % 1000000000L};

	return call6(SYS_PPOLL, (long)entries, count, nanoseconds < 0 ? 0 : (long)&time, 0, 0, 0);
}

static u8 *allocate(u64 size)
{
	long address = mmap(size, PROTECT_READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);

	return address < 0 && address > -4096 ? 0 : (u8 *)address;
}

static void release(void *memory, u64 size)
{
	call6(SYS_MUNMAP, (long)memory, size, 0, 0, 0, 0);
}
