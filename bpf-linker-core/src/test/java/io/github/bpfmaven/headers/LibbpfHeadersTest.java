package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.compare.Difference;
import io.github.bpfmaven.compare.ObjectComparer;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Those of the system, of whatever release they are: Debian's package {@code libbpf-dev}. */
@DisplayName("With libbpf's headers instead of these")
final class LibbpfHeadersTest {
    private static final Path LIBBPF = Path.of("/usr/include/bpf");

    /** What differs for a reason. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "loop_iterator", "bpf_for and bpf_repeat came with libbpf 1.2",
            "dynptr", "the lengths of bpf_dynptr_read and the like became __u64 in Linux 6.18",
            "user_ringbuf", "likewise",
            "usdt", "compared below: bpf_usdt_arg tests its argument for the verifier since libbpf 1.2 only");

    private final ObjectComparer comparer = new ObjectComparer(ObjectComparer.FileSymbols.COMPARED);

    @BeforeAll
    static void installed() {
        assumeTrue(
                Files.isRegularFile(LIBBPF.resolve("bpf_helpers.h")),
                "libbpf's headers are not here: apt install libbpf-dev");
    }

    static Stream<Arguments> programs() throws IOException {
        return TestProgram.in(TestProgram.ROOT).stream()
                .filter(program -> !DIFFERENT.containsKey(program.name()))
                .flatMap(program -> Stream.of(BpfTarget.values()).map(target -> Arguments.of(program, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    @DisplayName("a program becomes the same object, but for the lines of the headers themselves")
    void same(TestProgram program, BpfTarget target, @TempDir Path directory) throws Exception {
        var clang = new TestClang(directory);
        var source = clang.add(program.source());
        var ours = Files.readAllBytes(clang.object(source, target));
        var theirs = Files.readAllBytes(withLibbpf(clang, source, target));

        assertEquals(
                List.of(),
                comparer.compare(ours, theirs).stream()
                        .filter(difference -> !isLineInfo(difference))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("a tracepoint of user space has the same programs and the same maps, which the loader fills")
    void usdt(BpfTarget target, @TempDir Path directory) throws Exception {
        var clang = new TestClang(directory);
        var source = clang.add(TestProgram.ROOT.resolve("usdt.bpf.c"));
        var layout = hasIndexRegister() ? "-DBPF_USDT_SIB" : "-UBPF_USDT_SIB";
        var ours = BpfObject.read(Files.readAllBytes(clang.object(source, target, layout)));
        var theirs = BpfObject.read(Files.readAllBytes(withLibbpf(clang, source, target)));

        assertEquals(functions(theirs), functions(ours));
        assertEquals(2, ours.maps().size());
        for (var map : ours.maps()) {
            var other = theirs.maps().stream()
                    .filter(candidate -> candidate.name().equals(map.name()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(sizes(other), sizes(map));
        }
        for (var struct : List.of("__bpf_usdt_spec", "__bpf_usdt_arg_spec")) {
            assertEquals(layout(theirs, struct), layout(ours, struct));
        }
    }

    /** libbpf 1.7 has another layout. */
    private static boolean hasIndexRegister() throws IOException {
        return Files.readString(LIBBPF.resolve("usdt.bpf.h")).contains("BPF_USDT_ARG_SIB");
    }

    private static List<String> functions(BpfObject object) {
        return Stream.concat(object.programs().stream(), object.subprograms().stream())
                .map(function -> function.section() + " " + function.name() + " " + function.linkage())
                .sorted()
                .toList();
    }

    private static List<Object> sizes(BpfMap map) {
        var definition = map.definition();
        return List.of(
                map.linkage(),
                definition.type(),
                definition.keySize(),
                definition.valueSize(),
                definition.maxEntries(),
                definition.flags());
    }

    /** Size, and where each member is. */
    private static List<String> layout(BpfObject object, String name) {
        var struct = object.btf().orElseThrow().types().stream()
                .filter(type -> type instanceof BtfType.Struct candidate
                        && candidate.name().equals(name))
                .map(BtfType.Struct.class::cast)
                .findFirst()
                .orElseThrow();
        return Stream.concat(
                        Stream.of(struct.size() + " bytes"),
                        struct.members().stream().map(member -> member.name() + " at " + member.bitOffset()))
                .toList();
    }

    /** Only {@code bpf/} is libbpf's: the rest is the kernel's, and that of the release whose constants are used here. */
    private static Path withLibbpf(TestClang clang, String source, BpfTarget target) throws Exception {
        var directory = Files.createDirectories(clang.directory().resolve("libbpf/bpf"));
        try (var headers = Files.newDirectoryStream(LIBBPF, "*.h")) {
            for (var header : headers) {
                Files.copy(header, directory.resolve(header.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // In front of -isystem.
        return clang.object(source, target, "-Ilibbpf", "-w");
    }

    private static boolean isLineInfo(Difference difference) {
        return difference.where().startsWith(".BTF.ext line info");
    }
}
