package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class writes into its log while this is open: {@code WARNING text}. SLF4J logs to java.util.logging in tests. */
public final class LogLines extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LogLines(Class<?> from) {
        logger = Logger.getLogger(from.getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** All but what is for debugging. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    public List<String> at(Level level) {
        return lines.stream()
                .filter(line -> line.startsWith(level + " "))
                .map(line -> line.substring(level.getName().length() + 1))
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
