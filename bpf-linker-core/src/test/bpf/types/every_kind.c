// Every kind of type that BTF has, as far as C and LLVM can make it; line info and CO-RE relocations too.
#define SEC(name) __attribute__((section(name)))
typedef unsigned int u32;
struct unknown;
union unknown_too;
enum plain { PLAIN_A, PLAIN_B = -2 };
enum wide { WIDE_A = 0x123456789abcULL };
enum wide_signed { WIDE_B = -0x123456789abcLL };
union either { u32 word; char bytes[4]; } __attribute__((btf_decl_tag("a union")));
struct holder {
	int low : 3;
	unsigned long long high : 40;
	const volatile u32 seen;
	struct unknown *far;
	union unknown_too *farther;
	int __attribute__((btf_type_tag("user"))) *tagged;
	enum plain plain;
	enum wide wide;
	enum wide_signed wide_signed;
	union either either;
	float f;
	double d;
	struct { int x, y; } points[2][3];
	int (*callback)(struct holder *self, const char *restrict text, ...);
	__int128 large;
	_Bool flag;
	struct holder *next;
} __attribute__((preserve_access_index));
struct holder *volatile first SEC(".data.first") = 0;
static volatile u32 counter;
const volatile u32 limit = 7;
extern int missing SEC(".ksyms");
extern int helper(const char *restrict text __attribute__((btf_decl_tag("text"))), u32 length) SEC(".ksyms");
__attribute__((noinline)) static int inner(struct holder *holder, int *restrict out)
{
	*out = holder->low;
	return holder->points[1][2].y + (int)holder->high;
}
SEC("xdp") int prog(struct holder *ctx)
{
	int out;
	counter += inner(ctx, &out) + (int)limit + missing;
	if (first)
		counter += first->either.word;
	return out + helper("text", counter);
}
char _license[] SEC("license") = "GPL";
