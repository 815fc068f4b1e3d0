package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a clang says that compiles several sources, one after the other: behind each the list of what was read for it, and before
 * or behind that list what it has to say about the source. Clang 20 keeps the lists of earlier sources and writes them again,
 * longer, behind the new one ({@code CompilerInstance::createPreprocessor}): one list, two, three.
 */
final class BatchOutput {
    private final List<String> names;
    private final List<List<String>> lists = new ArrayList<>();
    /** Before whose list something was said; the one behind the last stands for the end. */
    private final BitSet said = new BitSet();

    private BatchOutput(List<String> names) {
        this.names = names;
    }

    /** @param names of the sources, in their order, as clang calls them */
    static BatchOutput parse(String output, List<String> names) {
        var result = new BatchOutput(names);
        result.read(output);
        return result;
    }

    private void read(String output) {
        var number = 0;
        var at = 0;
        while (at < output.length()) {
            var end = lineEnd(output, at);
            if (output.startsWith(ClangArguments.RULE + ":", at)) {
                while (end < output.length() && output.charAt(end - 2) == '\\') {
                    end = lineEnd(output, end);
                }
                if (++number == own(lists.size())) {
                    lists.add(DependencyFile.parse(output.substring(at, end)));
                }
            } else if (!output.substring(at, end).isBlank()) {
                said.set(lists.size());
            }
            at = end;
        }
    }

    /** Behind the line's end. */
    private static int lineEnd(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** Which list is a source's own, counted from 1. */
    private static int own(int source) {
        return source * (source + 1) / 2 + 1;
    }

    /**
     * What was read for a source about which clang had nothing to say.
     *
     * @param failed whether clang failed: then what comes behind its first word counts for nothing
     * @return empty if it did have, or may have had
     */
    Optional<List<String>> files(int source, boolean failed) {
        var isThere =
                source < lists.size() && lists.get(source).stream().findFirst().equals(Optional.of(names.get(source)));
        var isSilent = failed
                ? !said.isEmpty() && source + 1 < said.nextSetBit(0)
                : !said.get(source) && !said.get(source + 1);
        return isThere && isSilent ? Optional.of(lists.get(source)) : Optional.empty();
    }
}
