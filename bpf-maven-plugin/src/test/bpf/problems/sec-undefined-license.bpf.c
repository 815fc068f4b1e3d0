// The license first, and no header that defines SEC.
// problem: sec-undefined
// says: expected ';' after top level declarator

#include <linux/bpf.h>

char LICENSE[] SEC("license") = "GPL";
