package io.github.bpfmaven.problem;

import java.util.Optional;

/** Knows something of a name in a message, such as the header that declares it. */
@FunctionalInterface
public interface NameLookup {
    /** @return nothing if there is nothing to say of it */
    Optional<String> find(String name);
}
