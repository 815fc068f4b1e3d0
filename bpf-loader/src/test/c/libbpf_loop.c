// SPDX-License-Identifier: Apache-2.0
// What LoaderBenchmark does in Java, with libbpf: prints nanoseconds, one number a line.
//   libbpf_loop load TIMES OBJECT...   the shortest time of so many loads of each object
//   libbpf_loop lookup OBJECT TIMES    for so many lookups in the map `hash`, whose keys are 0 to 9,999
//   libbpf_loop ring OBJECT TIMES      for as many turns of filling the ring buffer `ring` and reading it; the reading alone
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EVENTS 100000

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return 0;
}

static struct bpf_object *loaded(const char *file)
{
	struct bpf_object *object = bpf_object__open_file(file, NULL);

	if (!object || bpf_object__load(object)) {
		fprintf(stderr, "%s can't be loaded\n", file);
		exit(1);
	}
	return object;
}

static void load(int times, const char *file)
{
	long long best = 1LL << 62;

	for (int i = 0; i < times; i++) {
		long long start = now();
		struct bpf_object *object = loaded(file);
		long long time = now() - start;

		if (time < best)
			best = time;
		bpf_object__close(object);
	}
	printf("%lld\n", best);
}

static void lookup(const char *file, int times)
{
	struct bpf_object *object = loaded(file);
	int map = bpf_object__find_map_fd_by_name(object, "hash");
	unsigned long long value, sum = 0;
	long long start;

	for (unsigned int key = 0; key < 10000; key++) {
		value = 1;
		bpf_map_update_elem(map, &key, &value, 0);
	}
	start = now();
	for (int i = 0; i < times; i++) {
		unsigned int key = i * 7919ULL % 10000;

		if (!bpf_map_lookup_elem(map, &key, &value))
			sum += value;
	}
	printf("%lld\n", now() - start);
	if (sum != times)
		exit(1);
}

static unsigned long long sum;

static int take(void *context, void *data, size_t size)
{
	sum += *(unsigned long long *)data;
	return 0;
}

static void ring(const char *file, int times)
{
	struct bpf_object *object = loaded(file);
	struct ring_buffer *events = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "ring"), take, NULL, NULL);
	int program = bpf_program__fd(bpf_object__find_program_by_name(object, "to_ring"));
	char packet[60] = {0};
	long long reading = 0;

	for (int i = 0; i < times; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet, .data_size_in = sizeof(packet), .repeat = EVENTS);
		long long start;
		int taken;

		if (bpf_prog_test_run_opts(program, &run))
			exit(1);
		start = now();
		taken = ring_buffer__consume(events);
		reading += now() - start;
		if (taken != EVENTS)
			exit(1);
	}
	printf("%lld\n", reading);
}

int main(int count, char **arguments)
{
	libbpf_set_print(silent);
	if (count >= 4 && !strcmp(arguments[1], "load")) {
		for (int i = 3; i < count; i++)
			load(atoi(arguments[2]), arguments[i]);
	} else if (count == 4 && !strcmp(arguments[1], "lookup")) {
		lookup(arguments[2], atoi(arguments[3]));
	} else if (count == 4 && !strcmp(arguments[1], "ring")) {
		ring(arguments[2], atoi(arguments[3]));
	} else {
		return 2;
	}
	return 0;
}
