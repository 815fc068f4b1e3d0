package io.github.bpfmaven.plugin.incremental;

import io.github.bpfmaven.plugin.constants.Constants;

/**
 * The constants of a source for a target.
 *
 * @param key fingerprint of what they depend on
 * @param constants what there is
 */
public record ConstantsRecord(String key, Constants constants) {}
