// What differs between the machines: how a system call is made, and the numbers that the guest itself needs.
// Sources: arch/x86/entry/syscalls/syscall_64.tbl, scripts/syscall.tbl, arch/s390/kernel/syscalls/syscall.tbl, Linux 6.18.

#if defined(__x86_64__)

#define MACHINE 62
#define NUMBERS(x86, generic, s390) x86

static long call6(long number, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

__asm__(".globl _start\n"
	"_start:\n"
	"	mov %rsp, %rdi\n"
	"	and $-16, %rsp\n"
	"	call begin\n");

#elif defined(__aarch64__)

#define MACHINE 183
#define NUMBERS(x86, generic, s390) generic

static long call6(long number, long a, long b, long c, long d, long e, long f)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc #0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return x0;
}

__asm__(".globl _start\n"
	"_start:\n"
	"	mov x0, sp\n"
	"	bl begin\n");

#elif defined(__riscv)

#define MACHINE 243
#define NUMBERS(x86, generic, s390) generic

static long call6(long number, long a, long b, long c, long d, long e, long f)
{
	register long a7 __asm__("a7") = number;
	register long a0 __asm__("a0") = a;
	register long a1 __asm__("a1") = b;
	register long a2 __asm__("a2") = c;
	register long a3 __asm__("a3") = d;
	register long a4 __asm__("a4") = e;
	register long a5 __asm__("a5") = f;

	__asm__ volatile("ecall"
			 : "+r"(a0)
			 : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5)
			 : "memory");
	return a0;
}

__asm__(".globl _start\n"
	"_start:\n"
	"	mv a0, sp\n"
	"	call begin\n");

#elif defined(__s390x__)

#define MACHINE 22
#define NUMBERS(x86, generic, s390) s390

static long call6(long number, long a, long b, long c, long d, long e, long f)
{
	register long r1 __asm__("1") = number;
	register long r2 __asm__("2") = a;
	register long r3 __asm__("3") = b;
	register long r4 __asm__("4") = c;
	register long r5 __asm__("5") = d;
	register long r6 __asm__("6") = e;
	register long r7 __asm__("7") = f;

	__asm__ volatile("svc 0"
			 : "+d"(r2)
			 : "d"(r1), "d"(r3), "d"(r4), "d"(r5), "d"(r6), "d"(r7)
			 : "memory");
	return r2;
}

// The 160 bytes are where a function saves its caller's registers.
__asm__(".globl _start\n"
	"_start:\n"
	"	lgr %r2, %r15\n"
	"	aghi %r15, -160\n"
	"	brasl %r14, begin\n");

#else
#error "a machine that this program does not know"
#endif

enum {
	SYS_READ = NUMBERS(0, 63, 3),
	SYS_WRITE = NUMBERS(1, 64, 4),
	SYS_CLOSE = NUMBERS(3, 57, 6),
	SYS_MMAP = NUMBERS(9, 222, 90),
	SYS_MUNMAP = NUMBERS(11, 215, 91),
	SYS_IOCTL = NUMBERS(16, 29, 54),
	SYS_GETPID = NUMBERS(39, 172, 20),
	SYS_SOCKET = NUMBERS(41, 198, 359),
	SYS_UNAME = NUMBERS(63, 160, 122),
	SYS_MOUNT = NUMBERS(165, 40, 21),
	SYS_REBOOT = NUMBERS(169, 142, 88),
	SYS_CLOCK_GETTIME = NUMBERS(228, 113, 260),
	SYS_EXIT_GROUP = NUMBERS(231, 94, 248),
	SYS_OPENAT = NUMBERS(257, 56, 288),
	SYS_MKDIRAT = NUMBERS(258, 34, 289),
	SYS_SYMLINKAT = NUMBERS(266, 36, 297),
	SYS_PPOLL = NUMBERS(271, 73, 302),
	SYS_PRLIMIT64 = NUMBERS(302, 261, 334),
};

static long mmap(long length, long protection, long flags, long descriptor, long offset)
{
#if defined(__s390x__)
	// The one call with more arguments than s390 once had registers for: they are in memory.
	long arguments[] = {0, length, protection, flags, descriptor, offset};

	return call6(SYS_MMAP, (long)arguments, 0, 0, 0, 0, 0);
#else
	return call6(SYS_MMAP, 0, length, protection, flags, descriptor, offset);
#endif
}
