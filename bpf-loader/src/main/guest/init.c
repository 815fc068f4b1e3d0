// The only process of a guest: it carries out the system calls that the loader on the host sends it. As an ordinary process
// (not process 1) it does that over its standard input and output, for tests.
//
// There is no C library; memory is what the program itself asks for.

#include "machine.h"
#include "protocol.h"

enum {
	EINTR = 4,
	EAGAIN = 11,
	ENOMEM = 12,
	EINVAL = 22,
	CURRENT_DIRECTORY = -100,
	READ_WRITE = 2,
	NO_TERMINAL = 0400,
	CLOSE_ON_EXEC = 02000000,
	PROTECT_READ_WRITE = 3,
	PRIVATE_ANONYMOUS = 0x22,
	SHARED = 1,
	POLL_IN = 1,
	POLL_HANG_UP = 0x10,
	CLOCK_MONOTONIC = 1,
};

enum {
	MOST_WAITS = 32,
	MOST_ENTRIES = 64, // of all waits
	OUTPUT = 1 << 16,
	FILES = 65536,
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

struct wait {
	u32 id;
	u32 count;
	long deadline; // nanoseconds of the monotonic clock, -1 for never
	struct poll_entry entries[4];
};

static int in;
static int out;
static long page_size;
static struct wait waits[MOST_WAITS];
static u32 waiting;
static u8 output[OUTPUT];
static u32 in_output;

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

static void say(const char *text)
{
	u64 length = 0;
	long console = open("/dev/console", READ_WRITE | NO_TERMINAL);

	while (text[length])
		length++;
	call6(SYS_WRITE, console >= 0 ? console : 2, (long)text, length, 0, 0, 0);
	if (console >= 0)
		call6(SYS_CLOSE, console, 0, 0, 0, 0, 0);
}

// The end: of the machine, or of an ordinary process. A kernel that can't switch off starts anew, which ends the machine, too.
static void __attribute__((noreturn)) end(int status)
{
	if (call6(SYS_GETPID, 0, 0, 0, 0, 0, 0) == 1) {
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

static void read_fully(void *to, u64 count)
{
	u8 *bytes = to;

	while (count) {
		long got = call6(SYS_READ, in, (long)bytes, count, 0, 0, 0);

		if (got == -EINTR || got == -EAGAIN)
			continue;
		if (got <= 0)
			end(0); // The host has gone.
		bytes += got;
		count -= got;
	}
}

static void skip(u64 count)
{
	u8 rest[256];

	while (count) {
		u64 part = count < sizeof(rest) ? count : sizeof(rest);

		read_fully(rest, part);
		count -= part;
	}
}

static void write_fully(const u8 *bytes, u64 count)
{
	while (count) {
		long written = call6(SYS_WRITE, out, (long)bytes, count, 0, 0, 0);

		if (written == -EINTR || written == -EAGAIN)
			continue;
		if (written <= 0)
			end(0);
		bytes += written;
		count -= written;
	}
}

static void flush(void)
{
	write_fully(output, in_output);
	in_output = 0;
}

static void put(const void *bytes, u64 count)
{
	if (in_output + count > OUTPUT)
		flush();
	if (count > OUTPUT) {
		write_fully(bytes, count);
		return;
	}
	memcpy(output + in_output, bytes, count);
	in_output += count;
}

static void start_answer(u32 id, long result, u32 length)
{
	struct answer answer = {length, id, result};

	put(&answer, sizeof(answer));
}

static void answer(u32 id, long result)
{
	start_answer(id, result, 0);
	flush();
}

static u32 used(const u8 *bytes, u32 size)
{
	while (size && !bytes[size - 1])
		size--;
	return size;
}

// Blocks and pointers are the host's and are trusted: whoever sends calls can do anything here.
static long carry_out(struct call *call, struct block *blocks, struct pointer *pointers, u8 *memory)
{
	long words[6];

	for (u32 i = 0; i < call->blocks; i++)
		read_fully(memory + blocks[i].place, blocks[i].sent);
	for (u32 i = 0; i < call->pointers; i++)
		*(u64 *)(memory + pointers[i].at) = (u64)memory + pointers[i].to;
	for (u32 i = 0; i < 6; i++)
		words[i] = call->arguments[i] + (call->addresses >> i & 1 ? (u64)memory : 0);
	return call6(call->number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

static void do_call(struct request *request)
{
	struct call call;
	u64 tables, total;
	u8 *all, *memory;
	struct block *blocks;
	struct pointer *pointers;
	u32 length = 0;
	long result;

	read_fully(&call, sizeof(call));
	tables = call.blocks * sizeof(struct block) + call.pointers * sizeof(struct pointer);
	total = tables + call.size;
	all = allocate(total ? total : 1);
	if (!all) {
		skip(request->length - sizeof(call));
		answer(request->id, -ENOMEM);
		return;
	}
	read_fully(all, tables);
	blocks = (struct block *)all;
	pointers = (struct pointer *)(blocks + call.blocks);
	memory = all + tables;
	result = carry_out(&call, blocks, pointers, memory);
	for (u32 i = 0; i < call.blocks; i++) {
		if (blocks[i].answered) {
			blocks[i].sent = used(memory + blocks[i].place, blocks[i].size);
			length += sizeof(u32) + blocks[i].sent;
		}
	}
	start_answer(request->id, result, length);
	for (u32 i = 0; i < call.blocks; i++) {
		if (blocks[i].answered) {
			put(&blocks[i].sent, sizeof(u32));
			put(memory + blocks[i].place, blocks[i].sent);
		}
	}
	flush();
	release(all, total ? total : 1);
}

static void answer_wait(u32 index, long result)
{
	struct wait *wait = &waits[index];
	u32 size = wait->count * sizeof(struct poll_entry);

	start_answer(wait->id, result, size);
	put(wait->entries, size);
	flush();
	*wait = waits[--waiting];
}

static void do_poll(struct request *request)
{
	struct wait wait = {request->id, (request->length - sizeof(long)) / sizeof(struct poll_entry), -1, {{0}}};
	long nanoseconds;
	long result;

	if (request->length < sizeof(long) || wait.count > sizeof(wait.entries) / sizeof(wait.entries[0]) ||
	    waiting == MOST_WAITS) {
		skip(request->length);
		answer(request->id, -EINVAL);
		return;
	}
	read_fully(&nanoseconds, sizeof(nanoseconds));
	read_fully(wait.entries, wait.count * sizeof(struct poll_entry));
	if (nanoseconds >= 0)
		wait.deadline = now() + nanoseconds;
	waits[waiting++] = wait;
	result = poll(waits[waiting - 1].entries, wait.count, 0);
	if (result != 0 || nanoseconds == 0)
		answer_wait(waiting - 1, result);
}

// Answers the waits that are over, of their own accord or by time.
static void look_after_waits(void)
{
	long time = now();

	for (u32 i = waiting; i-- > 0;) {
		long result = poll(waits[i].entries, waits[i].count, 0);

		if (result == -EINTR)
			continue;
		if (result != 0 || (waits[i].deadline >= 0 && waits[i].deadline <= time))
			answer_wait(i, result);
	}
}

// Until the host has something to say; meanwhile the others are answered.
static void await_request(void)
{
	while (waiting) {
		struct poll_entry entries[1 + MOST_WAITS * 4];
		u32 count = 1;
		long nearest = -1;

		entries[0] = (struct poll_entry){in, POLL_IN, 0};
		for (u32 i = 0; i < waiting; i++) {
			for (u32 j = 0; j < waits[i].count; j++)
				entries[count++] = waits[i].entries[j];
			if (waits[i].deadline >= 0 && (nearest < 0 || waits[i].deadline < nearest))
				nearest = waits[i].deadline;
		}
		if (nearest >= 0) {
			nearest -= now();
			nearest = nearest < 0 ? 0 : nearest;
		}
		poll(entries, count, nearest);
		if (entries[0].found)
			return;
		look_after_waits();
	}
}

static void do_memory(struct request *request)
{
	u64 words[4] = {0};
	u64 size = request->length < sizeof(words) ? request->length : sizeof(words);
	u8 *address;

	if (request->operation == WRITE_MEMORY)
		size = sizeof(u64);
	read_fully(words, size);
	address = (u8 *)words[0];
	switch (request->operation) {
	case MAP:
		answer(request->id, mmap(words[2], words[3], SHARED, words[0], words[1]));
		break;
	case UNMAP:
		release(address, words[1]);
		answer(request->id, 0);
		break;
	case READ_MEMORY:
		start_answer(request->id, 0, words[1]);
		put(address, words[1]);
		flush();
		break;
	case WRITE_MEMORY:
		read_fully(address, request->length - sizeof(u64));
		answer(request->id, 0);
		break;
	case LOAD_INT:
		answer(request->id, __atomic_load_n((u32 *)address, __ATOMIC_ACQUIRE));
		break;
	case LOAD_LONG:
		words[0] = __atomic_load_n((u64 *)address, __ATOMIC_ACQUIRE);
		start_answer(request->id, 0, sizeof(u64));
		put(words, sizeof(u64));
		flush();
		break;
	case STORE_LONG:
		__atomic_store_n((u64 *)address, words[1], __ATOMIC_RELEASE);
		answer(request->id, 0);
		break;
	default:
		fail("bpf-guest: the host asks for what this guest does not know\n");
	}
}

static void __attribute__((noreturn)) serve(void)
{
	struct greeting greeting = {GREETING, VERSION, 0x01020304, MACHINE, page_size};

	put(&greeting, sizeof(greeting));
	flush();
	for (;;) {
		struct request request;

		await_request();
		read_fully(&request, sizeof(request));
		switch (request.operation) {
		case CALL:
			do_call(&request);
			break;
		case POLL:
			do_poll(&request);
			break;
		default:
			do_memory(&request);
		}
	}
}

static void mount(const char *type, const char *path)
{
	call6(SYS_MKDIRAT, CURRENT_DIRECTORY, (long)path, 0755, 0, 0, 0);
	call6(SYS_MOUNT, (long)type, (long)path, (long)type, 0, 0, 0);
}

// The loopback interface is there and down.
static void bring_up_loopback(void)
{
	struct {
		char name[16];
		u16 flags;
		u8 rest[22];
	} request = {"lo", 0x41, {0}}; // IFF_UP, IFF_RUNNING
	long socket = call6(SYS_SOCKET, 2, 2, 0, 0, 0, 0);

	if (socket >= 0) {
		call6(SYS_IOCTL, socket, 0x8914, (long)&request, 0, 0, 0); // SIOCSIFFLAGS
		call6(SYS_CLOSE, socket, 0, 0, 0, 0, 0);
	}
}

// A kernel's settings are read where its distribution has them: /boot/config-RELEASE.
static void name_settings(void)
{
	struct {
		char fields[6][65];
	} names;
	char path[80] = "/boot/config-";
	u32 length = 13;

	if (call6(SYS_UNAME, (long)&names, 0, 0, 0, 0, 0) < 0)
		return;
	for (u32 i = 0; names.fields[2][i] && i < 65; i++)
		path[length++] = names.fields[2][i];
	call6(SYS_MKDIRAT, CURRENT_DIRECTORY, (long)"/boot", 0755, 0, 0, 0);
	call6(SYS_SYMLINKAT, (long)"/config", CURRENT_DIRECTORY, (long)path, 0, 0, 0);
}

// A serial line passes bytes as they are.
static void make_raw(long line)
{
	struct {
		u32 input, output, control, local;
		u8 discipline, characters[19];
		u8 room[64];
	} settings = {0};

	call6(SYS_IOCTL, line, 0x5401, (long)&settings, 0, 0, 0); // TCGETS
	settings.input = 0;
	settings.output = 0;
	settings.local = 0;
	settings.control = 0xcb2 | 0x800; // 115200, CS8, CREAD, CLOCAL
	settings.characters[5] = 0; // VTIME
	settings.characters[6] = 1; // VMIN
	call6(SYS_IOCTL, line, 0x5402, (long)&settings, 0, 0, 0); // TCSETS
}

static void pause_shortly(void)
{
	poll(0, 0, 5000000);
}

// A virtio port comes up some time after the driver has seen the device.
static long open_virtio_port(void)
{
	long port = open("/sys/class/virtio-ports", 0);

	if (port < 0)
		fail("bpf-guest: no virtio console\n");
	call6(SYS_CLOSE, port, 0, 0, 0, 0, 0);
	for (int i = 0; i < 2000; i++) {
		port = open("/dev/vport0p1", READ_WRITE | NO_TERMINAL);
		if (port >= 0)
			return port;
		pause_shortly();
	}
	fail("bpf-guest: no virtio port\n");
}

static long open_line(const char *path)
{
	long line = open(path, READ_WRITE | NO_TERMINAL);

	if (line < 0)
		fail("bpf-guest: no serial line\n");
	make_raw(line);
	return line;
}

// line: the path of a serial line to the host, 0 if it is a virtio port.
static void set_up_machine(const char *line)
{
	static const u64 files[] = {FILES, FILES};

	mount("proc", "/proc");
	mount("sysfs", "/sys");
	mount("devtmpfs", "/dev");
	mount("bpf", "/sys/fs/bpf");
	mount("cgroup2", "/sys/fs/cgroup");
	mount("debugfs", "/sys/kernel/debug");
	mount("tracefs", "/sys/kernel/tracing");
	mount("securityfs", "/sys/kernel/security");
	mount("tmpfs", "/tmp");
	bring_up_loopback();
	name_settings();
	call6(SYS_PRLIMIT64, 0, 7, (long)files, 0, 0, 0); // RLIMIT_NOFILE
	// The loader is never to be given the descriptors 0 to 2, some of which mean "none" in bpf(2).
	for (int i = 0; i < 3 && open("/dev/null", READ_WRITE) < 2; i++)
		;
	in = line ? open_line(line) : open_virtio_port();
	out = in;
}

// The words of the stack: the count of arguments, they, 0, the environment, 0, pairs of what the kernel tells.
void __attribute__((noreturn, used)) begin(long *stack)
{
	long *told = stack + 1 + stack[0] + 1;

	while (*told++)
		;
	for (; told[0]; told += 2) {
		if (told[0] == 6) // AT_PAGESZ
			page_size = told[1];
	}
	in = 0;
	out = 1;
	if (call6(SYS_GETPID, 0, 0, 0, 0, 0, 0) == 1)
		set_up_machine(stack[0] > 1 ? (const char *)stack[2] : 0);
	serve();
}
