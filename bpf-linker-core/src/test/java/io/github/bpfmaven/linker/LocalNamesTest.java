package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.github.bpfmaven.linker.Summaries.module;
import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Names that modules don't share")
final class LocalNamesTest {
    @Test
    @DisplayName("are kept apart, and are known afterwards")
    void statics() {
        var first = module("first").hasStatic("helper").summary();
        var second = module("second").hasStatic("helper").summary();
        var third = module("third").hasStatic("helper").summary();

        var names = LocalNames.of(List.of(first, second, third));

        assertEquals(Map.of(), names.renamed(first));
        assertEquals(Map.of("helper", "helper.2"), names.renamed(second));
        assertEquals(Map.of("helper", "helper.3"), names.renamed(third));
        assertEquals(Map.of("helper.2", "helper", "helper.3", "helper"), names.originals());
    }

    @Test
    @DisplayName("give way to one that is visible, whichever module that is in")
    void visibleName() {
        var first = module("first").hasStatic("helper").summary();
        var second = module("second").defines("helper").summary();
        var third = module("third").needs("helper").summary();

        assertEquals(
                Map.of("helper", "helper.2"),
                LocalNames.of(List.of(first, second, third)).renamed(first));
        assertEquals(
                Map.of("helper", "helper.2"),
                LocalNames.of(List.of(third, first)).renamed(first));
    }

    @Test
    @DisplayName("don't become one that is in use")
    void takenName() {
        var first = module("first").hasStatic("helper").defines("helper.2").summary();
        var second = module("second").hasStatic("helper").summary();

        assertEquals(
                Map.of("helper", "helper.3"),
                LocalNames.of(List.of(first, second)).renamed(second));
    }

    @Test
    @DisplayName("of CO-RE relocations are told apart in the part that the back end doesn't read")
    void coreRelocations() {
        var access = "llvm.task_struct:0:0$0:0";
        var typeId = "llvm.btf_type_id.0$6";
        var first = module("first")
                .variable(access, "", false)
                .variable(typeId, "", false)
                .summary();
        var second = module("second")
                .variable(access, "", false)
                .variable(typeId, "", false)
                .summary();

        var names = LocalNames.of(List.of(first, second));

        assertEquals(
                Map.of(access, "llvm.task_struct.2:0:0$0:0", typeId, "llvm.btf_type_id.0.2$6"), names.renamed(second));
        assertEquals(Map.of(), names.originals(), "there is nothing to give back");
    }

    @Test
    @DisplayName("stay in a module that is alone")
    void alone() {
        var only = module("only").hasStatic("helper").defines("other").summary();

        assertEquals(Map.of(), LocalNames.of(List.of(only)).renamed(only));
    }
}
