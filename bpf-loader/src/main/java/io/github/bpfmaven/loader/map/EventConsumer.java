package io.github.bpfmaven.loader.map;

import java.io.IOException;

/**
 * Takes an event.
 *
 * @param <T> what events are
 */
@FunctionalInterface
public interface EventConsumer<T> {
    /** Takes one; what it throws, whoever polls gets, and the event is not given again. */
    void accept(T event) throws IOException;
}
