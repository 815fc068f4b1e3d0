package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The line that says what is compiled")
final class AnnouncementTest {
    @Test
    @DisplayName("counts what is compiled, and all only where that is less")
    void counts() throws Exception {
        assertEquals("1 BPF program for bpfel", text(List.of("a"), List.of(), "a"));
        assertEquals("2 BPF programs for bpfel", text(List.of("a", "b"), List.of(), "a", "b"));
        assertEquals("1 of 2 BPF programs for bpfel", text(List.of("a", "b"), List.of("u"), "b"));
        assertEquals("1 library source for bpfel", text(List.of("a", "b"), List.of("u"), "u"));
        assertEquals(
                "2 BPF programs and 1 of 2 library sources for bpfel",
                text(List.of("a", "b"), List.of("u", "v"), "a", "b", "v"));
    }

    @Test
    @DisplayName("names the targets that something is compiled for")
    void targets() throws Exception {
        var targets = CompileTarget.parse(List.of("bpfel", "bpfeb"));
        var source = new Source("a.bpf.c");
        var announcement = new Announcement(new Sources(List.of(source), List.of()), targets);
        assertEquals("1 BPF program for bpfeb", announcement.of(List.of(unit(source, targets.get(1)))));
        assertEquals(
                "1 BPF program for bpfel, bpfeb",
                announcement.of(
                        targets.stream().map(target -> unit(source, target)).toList()));
    }

    private static String text(List<String> programs, List<String> libraries, String... compiled) throws Exception {
        var targets = CompileTarget.parse(List.of("bpfel"));
        var sources = new Sources(
                programs.stream().map(Source::new).toList(),
                libraries.stream().map(Source::new).toList());
        return new Announcement(sources, targets)
                .of(Stream.of(compiled)
                        .map(name -> unit(new Source(name), targets.get(0)))
                        .toList());
    }

    private static CompileUnit unit(Source source, CompileTarget target) {
        return new CompileUnit(
                source, target, new CompilerFlags("2", "v3", List.of(), List.of()), Path.of(source.path() + ".bc"));
    }
}
