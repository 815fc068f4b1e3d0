package io.github.bpfmaven.btf;

/**
 * A value of an enum ({@code struct btf_enum}, {@code struct btf_enum64}).
 *
 * @param value sign-extended if the enum is signed, zero-extended if not; of an unsigned 64-bit enum the raw 64 bits
 */
public record BtfEnumerator(String name, long value) {}
