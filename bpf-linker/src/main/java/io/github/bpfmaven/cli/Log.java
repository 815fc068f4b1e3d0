package io.github.bpfmaven.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.problem.Explanations;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Speaker;

/** Writes messages: to standard error, and to a file if there is to be one. */
final class Log {
    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private final PrintStream out;
    private final int level;
    private final Optional<Path> file;
    private final Explanations explanations = new Explanations(Map::of);

    private Log(PrintStream out, int level, Optional<Path> file) {
        this.out = out;
        this.level = level;
        this.file = file;
    }

    /**
     * @param level one of off, error, warn, info, debug, trace
     * @throws IOException if the file can't be written
     */
    static Log open(PrintStream out, String level, Optional<Path> file) throws UsageException, IOException {
        var index = LEVELS.indexOf(level);
        if (index < 0) {
            throw new UsageException("unknown log level '" + level + "'; there are " + String.join(", ", LEVELS));
        }
        if (file.isPresent()) {
            // So that a file that can't be written is found before the link.
            Files.writeString(file.get(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return new Log(out, index, file);
    }

    void error(String message) {
        write("error", "bpf-linker: error: " + message);
    }

    void info(String message) {
        write("info", "bpf-linker: note: " + message);
    }

    /** With its place in front, if it has one, so that editors find it, and what is known of such a failure below it. */
    void diagnostic(Diagnostic diagnostic) {
        var level = switch (diagnostic.severity()) {
            case ERROR -> "error";
            case WARNING -> "warn";
            case NOTE -> "info";
        };
        var text = explanations.named(Speaker.LINKER, diagnostic.toString());
        write(level, (diagnostic.location().isPresent() ? "" : "bpf-linker: ") + text);
        explanations
                .under(Message.of(Speaker.LINKER, diagnostic.message()))
                .ifPresent(under -> write(level, "bpf-linker: " + under));
    }

    private void write(String of, String text) {
        if (LEVELS.indexOf(of) > level) {
            return;
        }
        out.println(text);
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), text + System.lineSeparator(), StandardOpenOption.APPEND);
            } catch (IOException gone) {
                out.println("bpf-linker: warning: " + file.get() + " can't be written any more: " + gone);
            }
        }
    }
}
