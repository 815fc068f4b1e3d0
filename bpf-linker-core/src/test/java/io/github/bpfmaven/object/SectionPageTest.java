package io.github.bpfmaven.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The page of program sections says what the table says.
 *
 * <p>After a change of the table, {@code mvn verify -pl bpf-headers,bpf-linker-core -Dheaders.write=true} writes it anew.
 */
@DisplayName("The page of program sections")
final class SectionPageTest {
    private static final Path PAGE = Path.of("../docs/sections.md");
    private static final Path HELPERS = Path.of("../docs/helpers.md");

    @Test
    @DisplayName("is written from the table")
    void page() throws IOException {
        String expected = SectionPage.page(SectionDefinition.ALL);
        if (Boolean.getBoolean("headers.write")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "write it anew with -Dheaders.write=true");
    }

    @Test
    @DisplayName("has an example of each row that is of that row and no other")
    void examples() {
        for (SectionDefinition definition : SectionDefinition.ALL) {
            Optional<String> target = definition.takesTarget()
                    ? Optional.of(
                            definition.example().substring(definition.name().length() + 1))
                    : Optional.empty();
            assertEquals(
                    Optional.of(new ProgramKind(
                            definition.type(),
                            definition.attachType(),
                            target,
                            definition.flags().contains("sleepable"),
                            true)),
                    ProgramKind.of(definition.example())
                            .map(kind -> definition.takesTarget() ? kind : withoutTarget(kind)),
                    definition.example());
            assertEquals(
                    List.of(definition),
                    SectionDefinition.ALL.stream()
                            .filter(other -> other.example().equals(definition.example()))
                            .toList());
        }
    }

    @Test
    @DisplayName("says since when of most rows, with the number of a Linux")
    void since() {
        List<String> known = SectionDefinition.ALL.stream()
                .flatMap(definition -> definition.since().stream())
                .toList();

        assertTrue(known.stream().allMatch(number -> number.matches("[3-7]\\.[0-9]{1,2}")), known::toString);
        assertTrue(known.size() * 10 >= SectionDefinition.ALL.size() * 8, known.size() + " known");
    }

    @Test
    @DisplayName("leads to the helpers of each program type")
    void links() throws IOException {
        String helpers = Files.readString(HELPERS);
        for (SectionDefinition definition : SectionDefinition.ALL) {
            String anchor = "<a id=\"" + definition.type().name().toLowerCase(Locale.ROOT) + "\"></a>";
            assertTrue(definition.type() == ProgramType.EXT || helpers.contains(anchor), anchor);
        }
    }

    /** {@code cgroup/skb} is a name with a slash, not one with a target. */
    private static ProgramKind withoutTarget(ProgramKind kind) {
        return new ProgramKind(kind.type(), kind.attachType(), Optional.empty(), kind.sleepable(), kind.autoload());
    }
}
