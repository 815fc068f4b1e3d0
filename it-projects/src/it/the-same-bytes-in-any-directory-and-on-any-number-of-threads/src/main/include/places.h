/* Line information of a header outside the source directory, and macros that tell a place or a time. */
#define PLACE __FILE__ " " __DATE__ " " __TIME__

static int twice(int x)
{
	return x * 2;
}
