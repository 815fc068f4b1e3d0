package io.github.bpfmaven.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What libbpf knows of a section of programs; a row of {@code section-definitions.tsv}, which says what the columns mean.
 *
 * @param name without the {@code +}
 * @param takesTarget whether a slash and a target may follow the name
 * @param since the first Linux that has such programs, for the page of sections
 * @param example a section that this is the definition of, for the page of sections
 */
record SectionDefinition(
        String name,
        boolean takesTarget,
        ProgramType type,
        Optional<String> attachType,
        Set<String> flags,
        Optional<String> since,
        String example) {
    private static final String NONE = "-";
    private static final int COLUMNS = 6;

    /** In the order in which they are tried; a constant. */
    static final List<SectionDefinition> ALL = read();

    /** @param section without a {@code ?} */
    static Optional<ProgramKind> kind(String section, boolean autoload) {
        return ALL.stream()
                .filter(definition -> definition.matches(section))
                .findFirst()
                .map(definition -> definition.kindOf(section, autoload));
    }

    private boolean matches(String section) {
        return takesTarget
                ? section.startsWith(name)
                        && (section.length() == name.length() || section.charAt(name.length()) == '/')
                : section.equals(name);
    }

    private ProgramKind kindOf(String section, boolean autoload) {
        Optional<String> target = section.length() > name.length() + 1
                ? Optional.of(section.substring(name.length() + 1))
                : Optional.empty();
        return new ProgramKind(type, attachType, target, flags.contains("sleepable"), autoload);
    }

    private static List<SectionDefinition> read() {
        try (InputStream file = SectionDefinition.class.getResourceAsStream("section-definitions.tsv")) {
            if (file == null) {
                throw new IllegalStateException("section-definitions.tsv is not beside " + SectionDefinition.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> of(line.split("\t", COLUMNS)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SectionDefinition of(String... columns) {
        boolean takesTarget = columns[0].endsWith("+");
        return new SectionDefinition(
                takesTarget ? columns[0].substring(0, columns[0].length() - 1) : columns[0],
                takesTarget,
                ProgramType.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                optional(columns[2]),
                columns[3].equals(NONE) ? Set.of() : Set.of(columns[3].split(",")),
                optional(columns[4]),
                columns[5]);
    }

    private static Optional<String> optional(String column) {
        return column.equals(NONE) ? Optional.empty() : Optional.of(column);
    }
}
