package io.github.bpfmaven.loader.kernel;

import com.sun.jna.Native;

/**
 * The C library's functions, mapped directly: a call takes a quarter of the time that JNA's interfaces take (ADR 7).
 *
 * <p>{@code syscall} takes any number of arguments in C. On all {@link Machine}s such arguments are passed as others are, in
 * registers; that is not so elsewhere, as on macOS.
 */
final class CLibrary {
    static {
        Native.register("c");
    }

    private CLibrary() {}

    static native long syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth);

    static native long syscall(long number, long first, long second, long third);

    static native long mmap(long address, long length, int protection, int flags, int descriptor, long offset);

    static native int munmap(long address, long length);

    static native int getpagesize();
}
