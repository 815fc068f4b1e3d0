int tally(int value)
{
	return value % 7;
}
