package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/** To take over a wanted change: {@code mvn test -Dtest=GoldenFileTest -Dgolden.update=true}. */
@DisplayName("The generated text")
final class GoldenFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/github/bpfmaven/plugin/scaffold");

    @ParameterizedTest(name = "{0}")
    @DisplayName("is the one that a person read and approved")
    @MethodSource
    void isTheApprovedOne(String golden, GeneratedFile generated) throws IOException {
        String text = generated.text();
        Path approved = GOLDEN.resolve(golden);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(approved, text);
        }
        assertSameLines(
                Files.readString(approved).lines().toList(), text.lines().toList(), golden);
        assertEquals(Files.readString(approved), text);
    }

    static Stream<Arguments> isTheApprovedOne() throws Exception {
        return Stream.of(
                Arguments.of("GuardBpf.java", guard()),
                Arguments.of("DropBpf.java", Requests.drop().generate()),
                Arguments.of("DropBpf-archs.java", Requests.archs().generate()));
    }

    /** From a source that has one of each thing. */
    private static GeneratedFile guard() throws Exception {
        Path directory = Files.createTempDirectory("golden");
        try {
            TestClang clang = new TestClang(directory);
            String source = clang.add(Path.of("src/test/bpf/golden/guard.bpf.c"));
            Map<Variant, BpfObject> objects = new LinkedHashMap<>();
            for (BpfTarget target : BpfTarget.values()) {
                objects.put(
                        Variant.forAnyArch("guard_" + target.triple() + ".o", target.byteOrder()),
                        BpfObject.read(Files.readAllBytes(clang.object(source, target))));
            }
            return ScaffoldGenerator.generate(new ScaffoldRequest(
                    new GeneratedClass("com.acme", "GuardBpf", "guard"),
                    "guard.bpf.c",
                    objects,
                    ClassOptions.DEFAULT,
                    Map.of()));
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Shows the lines that differ: those between the common beginning and the common end. */
    private static void assertSameLines(List<String> approved, List<String> actual, String golden) {
        int begin = 0;
        int shorter = Math.min(approved.size(), actual.size());
        while (begin < shorter && approved.get(begin).equals(actual.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin
                && approved.get(approved.size() - 1 - end).equals(actual.get(actual.size() - 1 - end))) {
            end++;
        }
        if (begin + end < approved.size() || begin + end < actual.size()) {
            StringBuilder diff = new StringBuilder(golden + ", from line " + (begin + 1) + ":\n");
            approved.subList(begin, approved.size() - end)
                    .forEach(line -> diff.append("- ").append(line).append('\n'));
            actual.subList(begin, actual.size() - end)
                    .forEach(line -> diff.append("+ ").append(line).append('\n'));
            fail(diff.append("To take it over: -Dgolden.update=true").toString());
        }
    }
}
