package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A precompiled header on its way, and until its last user has ended. */
final class SharedHeader {
    private static final Logger LOG = LoggerFactory.getLogger(SharedHeader.class);

    private final PrecompiledGroup group;
    private final Path file;
    private final AtomicInteger users;
    private volatile Optional<PrecompiledHeader> ready = Optional.empty();

    SharedHeader(PrecompiledGroup group, Path file) {
        this.group = group;
        this.file = file;
        // Who makes it counts as one.
        this.users = new AtomicInteger(group.units().size() + 1);
    }

    /** Makes it. */
    void make(Precompiler precompiler) throws InterruptedException {
        try {
            ready = precompiler.make(group, file);
        } finally {
            release();
        }
    }

    /** Compiles one of the group's units: with the header if it is there by now, as nobody shall wait for it. */
    CompileResult compile(Clang clang, CompileUnit unit) throws IOException, InterruptedException {
        try {
            var header = ready;
            return header.isPresent() ? clang.compile(unit, header.get()) : clang.compile(unit);
        } finally {
            release();
        }
    }

    private void release() {
        if (users.decrementAndGet() == 0) {
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
            } catch (IOException others) {
                // The directory, most often: the last header takes it away.
                LOG.debug("Not deleted: {}", others.toString());
            }
        }
    }
}
