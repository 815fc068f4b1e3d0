// What BCC would have rewritten.
// problem: bcc-dialect
// says: type specifier missing, defaults to 'int'


BPF_HASH(counts, u32);

int hello(void *ctx)
{
	return 0;
}
