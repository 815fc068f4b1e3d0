package io.github.bpfmaven.loader.kernel;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** What is to be let go together, the last first, whatever fails meanwhile. Not for several threads at once. */
public final class ReleaseStack implements AutoCloseable {
    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    /** Keeps something until {@link #close}. */
    public void push(AutoCloseable resource) {
        taken.push(resource);
    }

    /** Forgets what needs no more. */
    public void removeIf(Predicate<AutoCloseable> gone) {
        taken.removeIf(gone);
    }

    /**
     * Lets all of it go, once.
     *
     * @throws IOException the first failure, with the others suppressed: the rest was let go all the same
     */
    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!taken.isEmpty()) {
            try {
                close(taken.pop());
            } catch (IOException | RuntimeException failed) {
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

    /** Lets one thing go. */
    public static void close(AutoCloseable resource) throws IOException {
        try {
            resource.close();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception other) {
            throw new IOException(other);
        }
    }
}
