package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/** Numbers, one after the other. */
final class IntList {
    private int[] numbers = new int[1 << 16];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
