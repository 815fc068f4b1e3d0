package io.github.bpfmaven.plugin.constants;

/**
 * A constant of a C source, as clang evaluates it for one target.
 *
 * @param name of the macro or the enum constant
 * @param value what it comes to
 * @param cText a macro's replacement as written, with one space where there was white space or a comment ({@code (1 << 4)});
 *     {@code enum tag} for an enum constant, {@code enum} if the enum has no tag
 */
public record CConstant(String name, ConstantValue value, String cText) {}
