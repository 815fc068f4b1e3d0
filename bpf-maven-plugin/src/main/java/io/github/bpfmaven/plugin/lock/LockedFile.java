package io.github.bpfmaven.plugin.lock;

/**
 * A file that is checked in beside the lock.
 *
 * @param path where, with {@code /} on every host: an object's as in the jar, a class's below the root of its package
 * @param sha256 of its content: 64 hexadecimal digits in lower case
 */
public record LockedFile(String path, String sha256) {}
