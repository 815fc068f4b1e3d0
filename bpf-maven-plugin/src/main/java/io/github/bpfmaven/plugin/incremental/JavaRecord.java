package io.github.bpfmaven.plugin.incremental;

/**
 * The generated class of a source.
 *
 * @param key fingerprint of what it depends on
 * @param digest of its text
 */
public record JavaRecord(String key, String digest) {}
