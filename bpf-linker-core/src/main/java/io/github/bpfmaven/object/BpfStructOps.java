package io.github.bpfmaven.object;

/**
 * A table of function pointers of the kernel, filled with programs; a loader makes a map of it.
 *
 * @param name the name of its variable
 * @param section its section: {@code .struct_ops} or {@code .struct_ops.link}, with a {@code ?} in front if it is not
 *     loaded unless asked for ({@code init_struct_ops_maps} of libbpf)
 */
public record BpfStructOps(String name, String section) {}
