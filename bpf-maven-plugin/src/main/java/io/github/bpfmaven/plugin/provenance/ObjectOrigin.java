package io.github.bpfmaven.plugin.provenance;

import java.util.Optional;

/**
 * What a jar says of one of its objects, beside what is in the object.
 *
 * @param name its path in the jar
 * @param sha256 of its bytes: 64 hexadecimal digits in lower case
 * @param className the generated class that opens it
 * @param target what it is for: the suffix, such as {@code bpfel} or {@code x86_bpfel}
 * @param build what it was built from; empty for an object that was there already
 */
public record ObjectOrigin(String name, String sha256, String className, String target, Optional<BuildOrigin> build) {}
