package io.github.bpfmaven.plugin.provenance;

import java.util.Optional;

/**
 * A file that was read for an object.
 *
 * @param name relative to the project's directory, or below what stands for a directory outside of it, such as
 *     {@code <include1>/net.h}; with {@code /} on every host
 * @param sha256 of its content: 64 hexadecimal digits in lower case; empty for a header that comes with the plugin, whose
 *     version says the rest, and where nobody could tell what was read
 */
public record InputFile(String name, Optional<String> sha256) {}
