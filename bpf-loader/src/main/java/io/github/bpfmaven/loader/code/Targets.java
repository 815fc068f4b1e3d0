package io.github.bpfmaven.loader.code;

import java.util.Optional;

import io.github.bpfmaven.loader.report.BpfLoadException;

/** Where what instructions refer to has come to be. Descriptors are those of the kernel that the program is for. */
public interface Targets {
    /** The descriptor of a map; nothing if it is not made. */
    Optional<Integer> map(String name) throws BpfLoadException;

    /** Where a section of data is. */
    Place section(String name) throws BpfLoadException;

    /**
     * A place in the value of a map.
     *
     * @param map its descriptor
     * @param start in bytes
     */
    record Place(int map, long start) {}

    /** What an extern has come to. */
    Extern extern(String name) throws BpfLoadException;

    /** What an extern has come to. */
    sealed interface Extern {
        /** A setting: a place in the value of a map. */
        record Setting(int map, int offset) implements Extern {}

        /** An address, of what has no type. */
        record Address(long value) implements Extern {}

        /**
         * A variable or a function by its type.
         *
         * @param type id in the kernel's types or a module's
         * @param descriptor of the module's types, 0 for the kernel
         * @param place of that descriptor among the program's, 0 for the kernel
         */
        record Typed(int type, int descriptor, int place) implements Extern {}

        /** It is not there, and need not be. */
        record Missing() implements Extern {}
    }
}
