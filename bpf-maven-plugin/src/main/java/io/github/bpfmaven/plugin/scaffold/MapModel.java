package io.github.bpfmaven.plugin.scaffold;

import io.github.bpfmaven.plugin.datatypes.DataType;

/**
 * A map of the object, as its Java descriptor has it.
 *
 * @param name of the C variable; of an inner map that of the outer one and {@code _inner}
 * @param shape its attributes in each variant
 * @param key what keys are
 * @param value what values are; of one processor's where each has its own
 */
record MapModel(String name, PerVariant<Shape> shape, Content key, Content value) {
    /**
     * @param kind as bpftool says it
     * @param type the kernel's number
     * @param maxEntries 0 if the object leaves it open
     * @param flags {@code BPF_F_*}
     */
    record Shape(String kind, int type, long maxEntries, long flags) {}

    /** What keys or values are. */
    sealed interface Content {
        /** There are none. */
        record None() implements Content {}

        /**
         * Only their size is known.
         *
         * @param size in bytes
         */
        record Raw(long size) implements Content {}

        /** They have a type. */
        record Typed(DataType type) implements Content {}
    }
}
