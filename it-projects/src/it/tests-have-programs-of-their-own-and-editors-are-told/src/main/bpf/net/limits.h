#define LIMIT (7 + FROM_THE_POM)
int sum(int a, int b);
