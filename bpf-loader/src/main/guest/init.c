// The only process of a guest: it carries out the system calls that the loader on the host sends it. As an ordinary process
// (not process 1) it does that over its standard input and output, for tests.
//
// There is no C library; memory is what the program itself asks for.

#include "protocol.h"
#include "calls.h"
#include "port.h"

enum {
	MOST_WAITS = 32,
	MOST_ENTRIES = 64, // of a wait: one for each CPU of a perf buffer
	OUTPUT = 1 << 16,
	FILES = 65536,
};

struct wait {
	u32 id;
	u32 count;
	long deadline; // nanoseconds of the monotonic clock, -1 for never
	struct poll_entry entries[MOST_ENTRIES];
};

static long page_size;
static struct wait waits[MOST_WAITS];
static u32 waiting;
static u8 output[OUTPUT];
static u32 in_output;

static void skip(u64 count)
{
	u8 rest[256];

	while (count) {
		u64 part = count < sizeof(rest) ? count : sizeof(rest);

		read_fully(rest, part);
		count -= part;
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

// Up to the last byte that is not 0; by words, since a verifier's log has 16 MiB.
static u32 used(const u8 *bytes, u32 size)
{
	while (size && !bytes[size - 1]) {
		size--;
		while (size && size % 8 == 0 && !*(const u64 *)(bytes + size - 8))
			size -= 8;
	}
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

	if (request->length < sizeof(long) || wait.count > MOST_ENTRIES || waiting == MOST_WAITS) {
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

static int host_speaks(void)
{
	return shared && load(&shared->to_guest_written) != shared->to_guest_read;
}

// Until the host has something to say; meanwhile the others are answered.
static void await_request(void)
{
	u32 times = 0;

	while (waiting && !host_speaks()) {
		struct poll_entry entries[1 + MOST_WAITS * MOST_ENTRIES];
		u32 count = 1;
		long nearest = -1;

		entries[0] = (struct poll_entry){shared ? -1 : in, POLL_IN, 0};
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
		if (shared)
			look_again(entries, count, nearest, times++);
		else
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
	for (u32 i = 0; i < 65 && names.fields[2][i]; i++)
		path[length++] = names.fields[2][i];
	call6(SYS_MKDIRAT, CURRENT_DIRECTORY, (long)"/boot", 0755, 0, 0, 0);
	call6(SYS_SYMLINKAT, (long)"/config", CURRENT_DIRECTORY, (long)path, 0, 0, 0);
}

// line: the path of a serial line to the host, 0 if it is something better.
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
	open_way_to_host(line);
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
	out = 1;
	if (is_machine()) {
		// Words of the command line that the kernel does not know (nokaslr) stand before what is meant for this.
		const char *last = (const char *)stack[stack[0]];

		set_up_machine(stack[0] > 1 && last[0] == '/' ? last : 0);
	}
	serve();
}
