package io.github.bpfmaven.plugin.bench;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.header.BtfSource;
import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.header.VmlinuxHeader;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Generated programs")
final class GeneratedProgramsTest {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    static Stream<Named<ProgramParts>> kinds() {
        return Stream.of(Named.of("with vmlinux.h", new TracingParts()), Named.of("without", new PacketParts()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("are the same in every set")
    void areTheSameInEverySet(ProgramParts parts) {
        var few = new GeneratedPrograms(parts).make(40);
        var many = new GeneratedPrograms(parts).make(60);

        assertEquals(List.copyOf(few.keySet()), List.copyOf(many.keySet()).subList(0, 40));
        few.forEach((path, text) -> assertEquals(text, many.get(path), path));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("are all different, of 10 to 300 lines, and have no gap left in them")
    void areDifferentAndComplete(ProgramParts parts) {
        var programs = new GeneratedPrograms(parts).make(1000);
        var lines = programs.values().stream()
                .mapToLong(text -> text.lines().count())
                .summaryStatistics();

        assertEquals(1000, new HashSet<>(programs.values()).size());
        assertTrue(lines.getMin() >= 10 && lines.getMin() < 30, lines.toString());
        assertTrue(lines.getMax() <= 300 && lines.getMax() > 200, lines.toString());
        programs.forEach((path, text) -> assertFalse(text.contains("$"), path));
    }

    @Test
    @DisplayName("include only headers of the project that are written with them")
    void includeWhatIsThere(@TempDir Path directory) throws Exception {
        for (var parts : List.of(new TracingParts(), new PacketParts())) {
            var paths = new GeneratedPrograms(parts).write(directory, 50);

            assertEquals(50, paths.size());
            for (var header : parts.sharedHeaders()) {
                assertTrue(Files.isRegularFile(directory.resolve(header)), header);
            }
        }
    }

    @Test
    @DisplayName("compile for both byte orders, each to code of its own")
    void compile(@TempDir Path directory) throws Exception {
        assertCompile(new PacketParts(), directory);
    }

    @Test
    @DisplayName("compile with the header of the kernel that this runs on")
    @EnabledIf("kernelHasBtf")
    void compileWithVmlinux(@TempDir Path directory) throws Exception {
        var kernel = BtfSource.read(Files.readAllBytes(KERNEL), Optional.empty());
        Files.writeString(directory.resolve("vmlinux.h"), VmlinuxHeader.of(kernel.btf(), HeaderOptions.everything()));
        assertCompile(new TracingParts(), directory);
    }

    static boolean kernelHasBtf() {
        return Files.isReadable(KERNEL);
    }

    private static void assertCompile(ProgramParts parts, Path directory) throws Exception {
        var clang = new TestClang(directory);
        var paths = new GeneratedPrograms(parts).write(directory, 12);
        var objects = new HashSet<ByteBuffer>();
        for (var path : paths) {
            for (var target : BpfTarget.values()) {
                // The source directory is searched, as in a build.
                var object = clang.object(path, target, "-I.");
                objects.add(ByteBuffer.wrap(Files.readAllBytes(object)));
            }
        }
        assertEquals(24, objects.size());
    }
}
