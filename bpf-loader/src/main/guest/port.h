// The way to the host: a virtio port, memory that it shares, or a serial line.

static int in;
static int out;
static int is_line; // whether the port is a serial line
static struct shared *shared; // 0 if there is a port

// What the host looks for on the console, to try another way.
#define NO_WAY "bpf-guest: no way to the host\n"

// A minute, in nanoseconds.
#define HOST_SILENCE 60000000000L

static u64 load(u64 *place)
{
	return __atomic_load_n(place, __ATOMIC_ACQUIRE);
}

static void store(u64 *place, u64 value)
{
	__atomic_store_n(place, value, __ATOMIC_RELEASE);
}

// Waits a moment for what the host does with the shared memory, or for one of the entries: the longer, the longer nothing has
// happened. A host that has died ends this, too.
static void look_again(struct poll_entry *entries, u64 count, long nearest, u32 times)
{
	static u64 beat;
	static long changed;
	long time = now();
	long pause = times < 8 ? 10000L << times : 2000000;

	if (!changed || beat != load(&shared->beat)) {
		beat = load(&shared->beat);
		changed = time;
	}
	if (time - changed > HOST_SILENCE)
		end(0);
	poll(entries, count, nearest >= 0 && nearest < pause ? nearest : pause);
}

static u64 read_shared(u8 *bytes, u64 count)
{
	u64 position = shared->to_guest_read;
	u64 there;

	for (u32 times = 0; !(there = load(&shared->to_guest_written) - position); times++)
		look_again(0, 0, -1, times);
	count = count < there ? count : there;
	for (u64 i = 0; i < count; i++)
		bytes[i] = ((u8 *)shared)[TO_GUEST + (position + i) % RING_SIZE];
	store(&shared->to_guest_read, position + count);
	return count;
}

static u64 write_shared(const u8 *bytes, u64 count)
{
	u64 position = shared->to_host_written;
	u64 room;

	for (u32 times = 0; !(room = RING_SIZE - (position - load(&shared->to_host_read))); times++)
		look_again(0, 0, -1, times);
	count = count < room ? count : room;
	for (u64 i = 0; i < count; i++)
		((u8 *)shared)[TO_HOST + (position + i) % RING_SIZE] = bytes[i];
	store(&shared->to_host_written, position + count);
	return count;
}

static u64 unescape(u8 *bytes, u64 count)
{
	static int is_escaped;
	u64 kept = 0;

	for (u64 i = 0; i < count; i++) {
		if (is_escaped)
			bytes[kept++] = bytes[i] & ~ESCAPED;
		else if (bytes[i] != ESCAPE)
			bytes[kept++] = bytes[i];
		is_escaped = !is_escaped && bytes[i] == ESCAPE;
	}
	return kept;
}

// The host has gone; or there is no device behind a serial line, which can be opened all the same.
static void __attribute__((noreturn)) end_of_port(void)
{
	if (is_line)
		fail(NO_WAY);
	end(0);
}

static void read_fully(void *to, u64 count)
{
	u8 *bytes = to;

	while (count) {
		long got = shared ? (long)read_shared(bytes, count) : call6(SYS_READ, in, (long)bytes, count, 0, 0, 0);

		if (got == -EINTR || got == -EAGAIN)
			continue;
		if (got <= 0)
			end_of_port();
		if (is_line)
			got = unescape(bytes, got);
		bytes += got;
		count -= got;
	}
}

static void write_fully(const u8 *bytes, u64 count)
{
	while (count) {
		long written =
			shared ? (long)write_shared(bytes, count) : call6(SYS_WRITE, out, (long)bytes, count, 0, 0, 0);

		if (written == -EINTR || written == -EAGAIN)
			continue;
		if (written <= 0)
			end_of_port();
		bytes += written;
		count -= written;
	}
}

// A serial line passes bytes as they are. OPOST, without any of the flags that it is for, makes n_tty flush what is written:
// sclp_vt220 would keep it for 50 ms.
static void make_raw(long line)
{
	struct {
		u32 input, output, control, local;
		u8 discipline, characters[19];
		u8 room[64];
	} settings = {0};

	call6(SYS_IOCTL, line, 0x5401, (long)&settings, 0, 0, 0); // TCGETS
	settings.input = 0;
	settings.output = 1;
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

// A virtio port comes up some time after the driver has seen the device. Without the driver there is none.
static long open_virtio_port(void)
{
	long port = open("/sys/class/virtio-ports", 0);

	if (port < 0)
		return port;
	call6(SYS_CLOSE, port, 0, 0, 0, 0, 0);
	for (int i = 0; i < 2000; i++) {
		port = open("/dev/vport0p1", READ_WRITE | NO_TERMINAL);
		if (port >= 0)
			return port;
		pause_shortly();
	}
	fail("bpf-guest: the virtio port does not come up\n");
}

// The memory of an ivshmem device, which no driver is needed for.
static struct shared *map_shared(void)
{
	long enable = open("/sys/bus/pci/devices/0000:00:10.0/enable", WRITE_ONLY);
	long memory = open("/sys/bus/pci/devices/0000:00:10.0/resource2", READ_WRITE);
	long address;

	if (enable < 0 || memory < 0)
		return 0;
	call6(SYS_WRITE, enable, (long)"1", 1, 0, 0, 0);
	address = mmap(SHARED_SIZE, PROTECT_READ_WRITE, SHARED, memory, 0);
	call6(SYS_CLOSE, enable, 0, 0, 0, 0, 0);
	call6(SYS_CLOSE, memory, 0, 0, 0, 0, 0);
	return address < 0 && address > -4096 ? 0 : (struct shared *)address;
}

static void open_way_to_host(const char *line)
{
	if (line) {
		in = open(line, READ_WRITE | NO_TERMINAL);
		make_raw(in);
		is_line = 1;
	} else {
		in = open_virtio_port();
		if (in < 0)
			shared = map_shared();
	}
	if (in < 0 && !shared)
		fail(NO_WAY);
	out = in;
}
