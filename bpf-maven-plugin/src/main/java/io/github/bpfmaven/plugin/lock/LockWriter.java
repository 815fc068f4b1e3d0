package io.github.bpfmaven.plugin.lock;

import java.util.List;

/**
 * Writes a lock: a line for each fact, sorted, each digest once, so that what two branches change in different programs is in
 * different lines.
 */
final class LockWriter {
    static final String FORMAT = "bpf-lock";
    static final String VERSION = "1";
    static final String END = "end";

    private final StringBuilder text = new StringBuilder();

    private LockWriter() {}

    static String text(Lock lock) {
        return new LockWriter().write(lock);
    }

    private String write(Lock lock) {
        line("# Written by bpf:update: what the objects beside this file were made of. Not to be edited.");
        line("# After a merge conflict take either side, and run mvn bpf:update.");
        line(new Line(FORMAT, VERSION).text());
        line("");
        lock.settings().forEach(setting -> line(setting.text()));
        line("");
        lock.files().forEach((name, digest) -> line(new Line("file", digest + " " + name).text()));
        for (var library : lock.libraries()) {
            line("");
            source("library-code", library);
        }
        for (var program : lock.programs()) {
            line("");
            source("program", program.source());
            in(new Line("libraries", program.usesLibraries() ? "all" : "none"));
            for (var object : program.objects()) {
                in(new Line(
                        "object",
                        object.file().sha256() + " " + object.target() + " "
                                + object.file().path()));
            }
            in(new Line("java", program.java().sha256() + " " + program.java().path()));
            in(new Line("seal", program.seal()));
        }
        line("");
        line(END);
        return text.toString();
    }

    private void source(String word, LockedSource source) {
        line(new Line(word, source.name()).text());
        source.flags().forEach(this::in);
        reads(source.reads());
        if (!source.places().isEmpty()) {
            in(new Line("places", source.places()));
        }
    }

    private void reads(List<String> names) {
        names.forEach(name -> in(new Line("reads", name)));
    }

    private void in(Line line) {
        line("  " + line.text());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
