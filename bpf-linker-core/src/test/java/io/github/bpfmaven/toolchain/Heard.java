package io.github.bpfmaven.toolchain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener hears, warnings with a {@code W} before them. */
final class Heard implements ToolchainListener {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void info(String message) {
        messages.add(message);
    }

    @Override
    public void warn(String message) {
        messages.add("W " + message);
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    long count(String part) {
        return messages.stream().filter(message -> message.contains(part)).count();
    }
}
