package io.github.bpfmaven.plugin.incremental;

import java.util.List;

/**
 * Something that a result depends on.
 *
 * @param name of a file as {@link RootNames} has it, or of a library as messages have it
 * @param digest of its content, or of as much of it as counts
 */
public record Input(String name, String digest) {
    /** The fingerprint of some, in their order. */
    static String fingerprint(List<Input> inputs) {
        var fingerprint = new Fingerprint().add(inputs.size());
        inputs.forEach(input -> fingerprint.add(input.name()).add(input.digest()));
        return fingerprint.hex();
    }
}
