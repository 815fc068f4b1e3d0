package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.toolchain.Sha256;

/**
 * Large headers about which clang has nothing to say with some arguments. What it says of a declaration that was left out would
 * be missing, so each is read whole once; later builds remember that.
 */
final class SilentHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(SilentHeaders.class);

    /** Of headers that have changed; a build of many variants has some dozen. */
    private static final int MOST = 500;

    private final Path file;
    private final String clang;
    private final Set<String> silent = new TreeSet<>();
    private final Set<String> noisy = new TreeSet<>();

    /**
     * @param file where it is remembered
     * @param clang whose word it is
     */
    SilentHeaders(Path file, String clang) {
        this.file = file;
        this.clang = clang;
        try {
            if (Files.isRegularFile(file)) {
                silent.addAll(Files.readAllLines(file));
            }
        } catch (IOException unreadable) {
            LOG.debug("{} counts for nothing", file, unreadable);
        }
    }

    /** What is known of a header. */
    enum Verdict {
        UNKNOWN,
        SILENT,
        NOISY
    }

    synchronized Verdict of(ReducibleSource source, CompileUnit unit) {
        var key = key(source, unit);
        return silent.contains(key) ? Verdict.SILENT : noisy.contains(key) ? Verdict.NOISY : Verdict.UNKNOWN;
    }

    /** Learns from a compile with the whole header. */
    synchronized void learn(ReducibleSource source, CompileUnit unit, CompileResult result) {
        var noisyHeader = source.headers().stream()
                .map(ReducibleSource.LargeHeader::file)
                .filter(header -> result.diagnostics().stream()
                        .anyMatch(said ->
                                said.toString().contains(header.getFileName().toString())))
                .findFirst();
        if (noisyHeader.isPresent()) {
            LOG.debug("{} is read whole for {}: clang has something to say about it", noisyHeader.get(), unit.target());
            noisy.add(key(source, unit));
        } else if (result.succeeded() && silent.add(key(source, unit))) {
            write();
        }
    }

    private void write() {
        try {
            if (silent.size() > MOST) {
                silent.clear();
            }
            WholeFile.write(file, (String.join("\n", silent) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            LOG.debug("{} is not written", file, failure);
        }
    }

    private String key(ReducibleSource source, CompileUnit unit) {
        var digests = source.headers().stream()
                .map(header -> header.index().stamp())
                .sorted()
                .toList();
        var text = String.join(
                "\n",
                digests.toString(),
                clang,
                unit.target().toString(),
                unit.flags().toString());
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
