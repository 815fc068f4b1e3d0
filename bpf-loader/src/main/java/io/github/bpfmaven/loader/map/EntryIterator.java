package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes through a map key by key. */
final class EntryIterator implements Iterator<MapEntry> {
    private final LoadedMap map;
    private Optional<byte[]> lastKey = Optional.empty();
    private Optional<MapEntry> next = Optional.empty();
    private boolean ended;

    EntryIterator(LoadedMap map) {
        this.map = map;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !ended) {
            advance();
        }
        return next.isPresent();
    }

    @Override
    public MapEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        MapEntry entry = next.orElseThrow();
        next = Optional.empty();
        return entry;
    }

    private void advance() {
        try {
            Optional<byte[]> key = lastKey.isPresent() ? map.keyAfter(lastKey.get()) : map.firstKey();
            if (key.isEmpty()) {
                ended = true;
                return;
            }
            lastKey = key;
            // Gone since: then this one is left out.
            next = map.get(key.get()).map(value -> new MapEntry(key.get(), value));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
