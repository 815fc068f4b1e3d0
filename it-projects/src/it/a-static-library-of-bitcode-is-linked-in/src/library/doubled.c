int tally(int value);

__attribute__((noinline)) int doubled(int value)
{
	return tally(value) * 2;
}
