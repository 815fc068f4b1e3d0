package io.github.bpfmaven.loader.remote;

/** What the guest can be asked for: {@code enum operation} in {@code src/main/guest/protocol.h}. */
enum Operation {
    CALL(1),
    MAP(2),
    UNMAP(3),
    READ_MEMORY(4),
    WRITE_MEMORY(5),
    LOAD_INT(6),
    LOAD_LONG(7),
    STORE_LONG(8),
    POLL(9);

    private final int number;

    Operation(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
