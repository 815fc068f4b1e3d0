/* A kernel with other offsets than the program was written for, and with much that it does not ask for. */
struct node {
	struct node *next;
	long value;
};

struct task_struct {
	long added;
	struct node *nodes;
	union {
		struct {
			int pid;
			int tgid;
		};
		long both;
	};
	char comm[16];
};

struct unused_by_the_program {
	int member;
};

/* The plugin wants a program in every object. */
__attribute__((section("socket"), used)) int nothing(void *ctx)
{
	return 0;
}

struct task_struct kernel_task;
struct unused_by_the_program kernel_unused;
