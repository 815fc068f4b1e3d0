package io.github.bpfmaven.plugin.scaffold;

/**
 * A program of the object.
 *
 * @param name of the C function
 * @param section that it lies in, such as {@code xdp} or {@code kprobe/do_unlinkat}, in each object that has it
 */
record ProgramModel(String name, PerVariant<String> section) {}
