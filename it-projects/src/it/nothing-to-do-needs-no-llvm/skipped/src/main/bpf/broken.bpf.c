#error not to be compiled
