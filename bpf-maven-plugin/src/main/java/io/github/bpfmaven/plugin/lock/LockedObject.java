package io.github.bpfmaven.plugin.lock;

/**
 * An object that is checked in.
 *
 * @param target suffix of the target that it is for, such as {@code bpfel}
 * @param file below {@value Lock#OBJECTS}
 */
public record LockedObject(String target, LockedFile file) {}
