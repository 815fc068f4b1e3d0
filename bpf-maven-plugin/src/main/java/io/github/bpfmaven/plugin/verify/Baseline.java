package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.plugin.file.WholeFile;

/**
 * What kernels said before: a text file with one sorted line for each program on each kernel, which is checked in. Fields are
 * parted by tabulators: kernel, object, program, {@code loaded} or {@code refused}, instructions that the verifier went
 * through, states that it kept; {@code -} where the kernel does not tell.
 */
final class Baseline {
    private static final String TITLE =
            "# What kernels say to the programs; mvn bpf:verify -Dbpf.verify.update writes it. Format 1";
    private static final String LOADED = "loaded";
    private static final String REFUSED = "refused";
    private static final String UNKNOWN = "-";
    private static final int FIELDS = 6;
    private static final String ANEW =
            " mend it, or delete it and write it anew with mvn bpf:verify -Dbpf.verify.update";

    private final Map<Key, Value> lines;

    private Baseline(Map<Key, Value> lines) {
        this.lines = lines;
    }

    private record Key(String kernel, String object, String program) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byKernel = kernel.compareTo(other.kernel);
            var byObject = object.compareTo(other.object);
            return byKernel != 0 ? byKernel : byObject != 0 ? byObject : program.compareTo(other.program);
        }

        @Override
        public String toString() {
            return object + ": " + program + " on " + kernel;
        }
    }

    private record Value(boolean loaded, Optional<Integer> instructions, Optional<Integer> states) {}

    /**
     * What is otherwise than before.
     *
     * @param worse what fails the build, a sentence each
     * @param other what is worth knowing, a sentence each
     */
    record Comparison(List<String> worse, List<String> other) {}

    /**
     * Without a file nothing is expected.
     *
     * @throws VerifyException if it is no baseline; says which line, and what to do
     */
    static Baseline read(Path file) throws IOException, VerifyException {
        var lines = new TreeMap<Key, Value>();
        if (!Files.exists(file)) {
            return new Baseline(lines);
        }
        var number = 0;
        for (var line : text(file).lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = line.strip().split("\t", -1);
            if (fields.length != FIELDS || !fields[3].equals(LOADED) && !fields[3].equals(REFUSED)) {
                throw new VerifyException(
                        file + ":" + number + ": is no line of a baseline (a merge that went wrong?);" + ANEW);
            }
            var key = new Key(fields[0], fields[1], fields[2]);
            Value value;
            try {
                value = new Value(fields[3].equals(LOADED), count(fields[4]), count(fields[5]));
            } catch (NumberFormatException wrong) {
                throw new VerifyException(
                        file + ":" + number + ": '" + fields[4] + "' or '" + fields[5] + "' is no number;" + ANEW,
                        wrong);
            }
            if (lines.put(key, value) != null) {
                throw new VerifyException(file + ":" + number + ": says something else of " + key
                        + " than a line above (a merge that went wrong?);" + ANEW);
            }
        }
        return new Baseline(lines);
    }

    private static String text(Path file) throws IOException, VerifyException {
        if (Files.isDirectory(file)) {
            throw new VerifyException(file + " is a directory: name a file with -Dbpf.verify.baseline=FILE");
        }
        try {
            var text = Files.readString(file);
            // Some editors put a mark in front of UTF-8.
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw new VerifyException(file + " is no text in UTF-8, so no baseline;" + ANEW, other);
        }
    }

    private static Optional<Integer> count(String field) {
        if (field.equals(UNKNOWN)) {
            return Optional.empty();
        }
        if (field.startsWith("-") || field.startsWith("+")) {
            throw new NumberFormatException("a count has no sign");
        }
        return Optional.of(Integer.valueOf(field));
    }

    /** With what kernels say now; what is known of kernels that were not asked stays. */
    Baseline with(Collection<KernelResult.Asked> results) {
        var all = new TreeMap<>(lines);
        for (var kernel : results) {
            all.keySet().removeIf(key -> key.kernel().equals(kernel.kernel()));
            all.putAll(now(kernel));
        }
        return new Baseline(all);
    }

    /** Whole, or not at all. */
    void write(Path file) throws IOException {
        var text = new StringBuilder(TITLE).append('\n');
        lines.forEach((key, value) -> text.append(String.join(
                        "\t",
                        key.kernel(),
                        key.object(),
                        key.program(),
                        value.loaded() ? LOADED : REFUSED,
                        value.instructions().map(String::valueOf).orElse(UNKNOWN),
                        value.states().map(String::valueOf).orElse(UNKNOWN)))
                .append('\n'));
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether nothing is known. */
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether anything is known of a kernel. */
    boolean knows(String kernel) {
        return lines.keySet().stream().anyMatch(key -> key.kernel().equals(kernel));
    }

    /** @param growth how many per cent more instructions the verifier may go through */
    Comparison compare(KernelResult.Asked kernel, int growth) {
        var worse = new ArrayList<String>();
        var other = new ArrayList<String>();
        var now = now(kernel);
        now.forEach((key, value) -> {
            var before = Optional.ofNullable(lines.get(key));
            if (before.isEmpty()) {
                (value.loaded() ? other : worse).add(key + (value.loaded() ? " is new" : " is refused"));
            } else if (before.get().loaded() && !value.loaded()) {
                worse.add(key + " was taken before, and is refused");
            } else if (!before.get().loaded() && value.loaded()) {
                other.add(key + " was refused before, and is taken");
            } else {
                grown(key, before.get(), value, growth).ifPresent(worse::add);
            }
        });
        lines.keySet().stream()
                .filter(key -> key.kernel().equals(kernel.kernel()) && !now.containsKey(key))
                .forEach(key -> other.add(key
                        + (kernel.programs().stream().anyMatch(program -> key.equals(key(kernel, program)))
                                ? " was tried before, and now is not"
                                : " is gone")));
        return new Comparison(worse, other);
    }

    private static Optional<String> grown(Key key, Value before, Value now, int growth) {
        if (before.instructions().isEmpty() || now.instructions().isEmpty()) {
            return Optional.empty();
        }
        long was = before.instructions().get();
        long is = now.instructions().get();
        return is * 100 > was * (100L + growth)
                ? Optional.of(key + ": the verifier goes through " + is + " instructions, before " + was
                        + ": more than " + growth + " % more")
                : Optional.empty();
    }

    private static Map<Key, Value> now(KernelResult.Asked kernel) {
        var now = new TreeMap<Key, Value>();
        for (var program : kernel.programs()) {
            if (program.verdict() instanceof Verdict.Loaded loaded) {
                now.put(
                        key(kernel, program),
                        new Value(
                                true,
                                loaded.statistics().map(VerifierStatistics::instructions),
                                loaded.statistics().map(VerifierStatistics::states)));
            } else if (program.verdict() instanceof Verdict.Refused) {
                now.put(key(kernel, program), new Value(false, Optional.empty(), Optional.empty()));
            }
        }
        return now;
    }

    private static Key key(KernelResult.Asked kernel, ProgramResult program) {
        return new Key(kernel.kernel(), inOneField(program.object()), inOneField(program.program()));
    }

    /** Names come from files of others, and may be anything. */
    private static String inOneField(String name) {
        return name.replaceAll("\\p{Cc}", "?");
    }
}
