// Chains of typedefs, const, volatile, restrict, pointers to functions and arrays of them; a floating-point type.
// kernel: loads
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

typedef __u32 a_t;
typedef a_t b_t;
typedef const b_t c_t;
typedef volatile c_t d_t;
typedef d_t *e_t;
typedef e_t table_t[3];
typedef table_t *f_t;
typedef int (*callback_t)(f_t, const char *restrict, ...);
typedef callback_t callbacks_t[2][3];

struct everything {
	b_t b;
	e_t e;
	f_t f;
	callbacks_t callbacks;
	double ratio;
	float small;
	long double long_one;
	signed char sc;
	unsigned char uc;
	_Bool flag;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, b_t);
	__type(value, struct everything);
} all SEC(".maps");

d_t setting = 8;

SEC("tc")
int use(struct __sk_buff *skb)
{
	b_t zero = 0;
	struct everything *value = bpf_map_lookup_elem(&all, &zero);

	if (value)
		value->b = setting;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
