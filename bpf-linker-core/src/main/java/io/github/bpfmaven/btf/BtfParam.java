package io.github.bpfmaven.btf;

/**
 * A parameter of a prototype ({@code struct btf_param}).
 *
 * @param name empty if not known
 * @param type a type id; 0 with an empty name, in the last place, stands for {@code ...}
 */
public record BtfParam(String name, int type) {}
