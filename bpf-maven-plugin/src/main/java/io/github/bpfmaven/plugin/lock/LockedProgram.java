package io.github.bpfmaven.plugin.lock;

import java.util.List;

/**
 * A program source with what was made of it.
 *
 * @param source what went in
 * @param usesLibraries whether library code may have gone in, too
 * @param objects one for each target
 * @param java the class that opens them, below {@value Lock#JAVA}
 * @param seal over all that this block says, and all that it means elsewhere in the lock: where two branches were merged line by
 *     line into something that nobody has built, it is broken
 */
public record LockedProgram(
        LockedSource source, boolean usesLibraries, List<LockedObject> objects, LockedFile java, String seal) {
    public LockedProgram {
        objects = List.copyOf(objects);
    }

    LockedProgram withSeal(String other) {
        return new LockedProgram(source, usesLibraries, objects, java, other);
    }
}
