package io.github.bpfmaven.plugin.compile;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.problem.NameLookup;

/** Which header declares a name: of those that come with the plugin, and of clang's own. */
public final class DeclaringHeaders implements NameLookup {
    /** Clang's own, which are in no jar of the plugin's, and what several headers declare. */
    private static final Map<Pattern, String> BY_NAME = Map.of(
            Pattern.compile("__([us]|[bl]e)(8|16|32|64)"), "linux/types.h",
            Pattern.compile("bool|true|false"), "stdbool.h",
            Pattern.compile("u?int(8|16|32|64|ptr|max)_t|U?INT(8|16|32|64)_(MAX|MIN|C)"), "stdint.h",
            Pattern.compile("size_t|ssize_t|ptrdiff_t|NULL|offsetof"), "stddef.h",
            Pattern.compile("U?(INT|LONG|CHAR|SHRT|LLONG)_(MAX|MIN)"), "limits.h");

    /** What others include for their users. */
    private static final Map<String, String> PARTS = Map.of(
            "bpf/bpf_helper_defs.h", "bpf/bpf_helpers.h",
            "asm-generic/errno.h", "linux/errno.h",
            "asm-generic/errno-base.h", "linux/errno.h",
            "linux/byteorder/little_endian.h", "asm/byteorder.h",
            "linux/byteorder/big_endian.h", "asm/byteorder.h");

    private final BuiltinHeaders headers;

    public DeclaringHeaders(BuiltinHeaders headers) {
        this.headers = headers;
    }

    /** As it is to stand in {@code #include}: {@code linux/if_ether.h}. */
    @Override
    public Optional<String> find(String name) {
        return BY_NAME.entrySet().stream()
                .filter(own -> own.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> packed(name));
    }

    private Optional<String> packed(String name) {
        var declared = declaration(name);
        return headers.names().stream()
                // libbpf's before the kernel's.
                .sorted(Comparator.comparing((String header) -> !header.startsWith("bpf/")))
                .filter(header -> declared.matcher(headers.text(header)).find())
                .findFirst()
                .map(header -> PARTS.getOrDefault(header, header));
    }

    /** A macro, a type that is defined, an enumerator, a function, a helper: not a type that is only mentioned. */
    private static Pattern declaration(String name) {
        var quoted = Pattern.quote(name);
        return Pattern.compile("(?m)^\\s*#\\s*define\\s+" + quoted + "\\b|\\b(?:struct|union|enum)\\s+" + quoted
                + "\\s*\\{|^\\s*typedef\\b.*\\b" + quoted + "(?:\\[\\w*\\])?;|^\\s*" + quoted
                + "\\s*(?:=[^,]*)?,|^(?:static|extern)\\b[^;=]*\\b" + quoted + "\\s*\\(|\\*\\s*(?:const\\s+)?" + quoted
                + "\\)\\s*\\(");
    }
}
