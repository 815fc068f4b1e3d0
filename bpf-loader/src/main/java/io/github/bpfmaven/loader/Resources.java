package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.bpfmaven.loader.attach.Link;

/** What has been taken and must be let go, the last first. For use by several threads. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> taken = new ArrayDeque<>();
    private boolean closed;

    /** Keeps something; it is let go at once if all else has been already. */
    synchronized <R extends AutoCloseable> R add(R resource) throws IOException {
        if (closed) {
            close(resource);
            throw new IllegalStateException("the object is closed");
        }
        // Who attaches and takes off again for years is not to be remembered for all of it.
        taken.removeIf(known -> known instanceof Link link && link.isClosed());
        taken.push(resource);
        return resource;
    }

    /** Lets all of it go; nothing happens the second time. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        IOException first = null;
        while (!taken.isEmpty()) {
            try {
                close(taken.pop());
            } catch (IOException | RuntimeException failed) {
                // The others are let go all the same.
                if (first == null) {
                    first = failed instanceof IOException known ? known : new IOException(failed);
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void close(AutoCloseable resource) throws IOException {
        try {
            resource.close();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception other) {
            throw new IOException(other);
        }
    }
}
