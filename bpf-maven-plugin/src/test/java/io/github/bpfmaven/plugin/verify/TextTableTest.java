package io.github.bpfmaven.plugin.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The table of programs by kernels")
final class TextTableTest {
    @Test
    @DisplayName("has a column for each kernel, and says why below")
    void columns() {
        var skipped = new Verdict.Skipped("it replaces another");
        assertEquals(
                List.of(
                        "program    old        recent",
                        "drop: one  not tried  loaded, interpreted",
                        "drop: one was not tried on old: it replaces another"),
                TextTable.of(List.of(kernel("old", skipped), kernel("recent", loaded()))));
    }

    @Test
    @DisplayName("is followed by why a kernel was not asked, with the end of its console line by line")
    void absent() {
        var panic = new KernelResult.Absent("new", "it panics:\n  \u001b[1mpanic\n  end", KernelChoice.WhenAbsent.FAIL);
        assertEquals(List.of("new was not asked: it panics:", "  ?[1mpanic", "  end"), TextTable.of(List.of(panic)));
    }

    @Test
    @DisplayName("has kernels below programs where they would be wider than a terminal")
    void rows() {
        var kernels = IntStream.range(0, 9)
                .mapToObj(number -> (KernelResult) kernel("a-kernel-" + number, loaded()))
                .toList();
        var lines = TextTable.of(kernels);
        assertEquals(10, lines.size());
        assertEquals(List.of("drop: one", "  a-kernel-0  loaded, interpreted"), lines.subList(0, 2));
    }

    @Test
    @DisplayName("says once what stops several programs")
    void reasons() {
        var noMap = new Verdict.Refused("map 'm': EINVAL", Optional.empty(), "");
        var forbidden = new Verdict.Skipped("EPERM");
        var programs = List.of(
                new ProgramResult("drop", "one", "xdp", noMap),
                new ProgramResult("drop", "two", "xdp", noMap),
                new ProgramResult("pass", "one", "xdp", noMap),
                new ProgramResult("pass", "two", "fentry", forbidden),
                new ProgramResult("pass", "three", "fentry", forbidden));
        var lines = TextTable.of(List.of(new KernelResult.Asked("k", "6.1.0", "x86_64", programs, List.of())));
        assertEquals(
                List.of(
                        "drop on k: map 'm': EINVAL",
                        "  so none of these is loaded: one, two",
                        "pass on k: map 'm': EINVAL",
                        "2 programs were not tried on k: EPERM",
                        "  pass: two, pass: three"),
                lines.subList(6, lines.size()));
    }

    private static KernelResult.Asked kernel(String name, Verdict verdict) {
        return new KernelResult.Asked(
                name, "6.1.0", "x86_64", List.of(new ProgramResult("drop", "one", "xdp", verdict)), List.of());
    }

    private static Verdict loaded() {
        return new Verdict.Loaded(Optional.empty(), 3, false);
    }
}
