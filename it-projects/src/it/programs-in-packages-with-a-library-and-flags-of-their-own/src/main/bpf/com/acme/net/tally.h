#pragma once
int tally(unsigned int key);
