package io.github.bpfmaven.plugin.compile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a clang says that compiles several sources, one after the other: of each the bitcode, behind it the list of what was read,
 * and before or behind these what it has to say about the source. Clang 20 keeps the lists of earlier sources and writes them
 * again, longer, behind the new one ({@code CompilerInstance::createPreprocessor}): one list, two, three.
 */
final class BatchOutput {
    private final byte[] bytes;
    private final List<String> names;
    private final List<List<String>> lists = new ArrayList<>();
    private final Map<Integer, byte[]> bitcodes = new HashMap<>();
    /** Before whose list something was said; the one behind the last stands for the end. */
    private final BitSet said = new BitSet();

    private final StringBuilder messages = new StringBuilder();

    private BatchOutput(byte[] bytes, List<String> names) {
        this.bytes = bytes;
        this.names = names;
    }

    /** @param names of the sources, in their order, as clang calls them */
    static BatchOutput parse(byte[] bytes, List<String> names) {
        var result = new BatchOutput(bytes, names);
        result.read();
        return result;
    }

    /**
     * What was made of a source about which clang had nothing to say.
     *
     * @param files what was read for it, as clang calls it
     */
    record Made(byte[] bitcode, List<String> files) {}

    private void read() {
        var number = 0;
        var at = 0;
        while (at < bytes.length) {
            if (Bitcode.isAt(bytes, at)) {
                var end = Bitcode.end(bytes, at);
                if (bitcodes.put(lists.size(), Arrays.copyOfRange(bytes, at, end)) != null) {
                    said.set(lists.size());
                }
                at = end;
                continue;
            }
            var end = lineEnd(at);
            var isList = text(at, end).startsWith(ClangArguments.RULE + ": ");
            while (isList && end < bytes.length && bytes[end - 2] == '\\') {
                end = lineEnd(end);
            }
            if (isList && bytes[end - 1] == '\n') {
                if (++number == own(lists.size())) {
                    lists.add(DependencyFile.parse(text(at, end)));
                }
            } else if (!text(at, end).isBlank()) {
                said.set(lists.size());
                messages.append(text(at, end));
            }
            at = end;
        }
    }

    /** Behind the line's end. */
    private int lineEnd(int from) {
        var at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Which list is a source's own, counted from 1. */
    private static int own(int source) {
        return source * (source + 1) / 2 + 1;
    }

    /**
     * What there is of a source.
     *
     * @param failed whether clang failed: then what comes behind its first word counts for nothing
     * @return empty if clang had something to say about it, or may have had
     */
    Optional<Made> made(int source, boolean failed) {
        var isSilent = failed
                ? !said.isEmpty() && source + 1 < said.nextSetBit(0)
                : !said.get(source) && !said.get(source + 1);
        return isSilent
                ? bitcode(source).flatMap(bitcode -> files(source).map(files -> new Made(bitcode, files)))
                : Optional.empty();
    }

    /** What was made of a source, whatever clang had to say about it. */
    Optional<byte[]> bitcode(int source) {
        return Optional.ofNullable(bitcodes.get(source));
    }

    /** What was read for a source, as clang calls it; empty if that isn't known. */
    Optional<List<String>> files(int source) {
        return source < lists.size() && lists.get(source).stream().findFirst().equals(Optional.of(names.get(source)))
                ? Optional.of(lists.get(source))
                : Optional.empty();
    }

    /** Everything else. */
    String messages() {
        return messages.toString();
    }
}
