package io.github.bpfmaven.loader;

import java.io.IOException;

import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.kernel.ReleaseStack;

/** What has been taken and must be let go, the last first. For use by several threads. */
final class Resources implements AutoCloseable {
    private final ReleaseStack taken = new ReleaseStack();
    private boolean closed;

    /** Keeps something; it is let go at once if all else has been already. */
    synchronized <R extends AutoCloseable> R add(R resource) throws IOException {
        if (closed) {
            ReleaseStack.close(resource);
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
        taken.close();
    }
}
