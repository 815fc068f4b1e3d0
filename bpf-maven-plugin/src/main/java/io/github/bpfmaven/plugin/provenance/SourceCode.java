package io.github.bpfmaven.plugin.provenance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedSource;

/**
 * A source with its headers, or a file of library code that was there already.
 *
 * @param flags what it was compiled with, by the lock's words; none for a file that was linked as it is
 * @param inputs all files that were read for one of the targets, its own first
 */
public record SourceCode(List<Line> flags, List<InputFile> inputs) {
    private static final String OUTSIDE = "<outside>";

    /** A path alone, behind an option that takes one, or behind an equals sign; of a macro the value is the program's own. */
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(?<option>(?:-(?:[BFIL]|isystem|iquote|idirafter|include|imacros|isysroot)|-(?!D)[^=/\\\\]*=)?)"
                    + "(?:/|[A-Za-z]:[/\\\\]).*",
            Pattern.DOTALL);

    public SourceCode {
        flags = List.copyOf(flags);
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a source has a file of its own");
        }
    }

    /** What a lock says of it, though without any path of the machine, which a lock would not have. */
    static SourceCode of(LockedSource source, Map<String, String> digests) {
        var headers = source.reads().stream()
                .map(name -> input(name, digests))
                .sorted(Comparator.comparing(InputFile::name)
                        .thenComparing(header -> header.sha256().orElse("")));
        return new SourceCode(
                source.flags().stream().map(SourceCode::withoutPath).toList(),
                Stream.concat(Stream.of(input(source.name(), digests)), headers).toList());
    }

    private static InputFile input(String name, Map<String, String> digests) {
        return new InputFile(
                RootNames.isPath(name) ? OUTSIDE + "/" + name.replaceFirst("(?s).*[/\\\\]", "") : name,
                Optional.ofNullable(digests.get(name))
                        .filter(digest -> !digest.isEmpty() && !digest.equals(Lock.PLUGIN)));
    }

    private static Line withoutPath(Line flag) {
        if (!flag.word().equals("argument")) {
            return flag;
        }
        var matcher = ABSOLUTE.matcher(flag.value());
        return matcher.matches() ? new Line(flag.word(), matcher.group("option") + OUTSIDE) : flag;
    }

    /** The name of its own file. */
    public String name() {
        return inputs.get(0).name();
    }
}
