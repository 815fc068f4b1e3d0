package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.github.bpfmaven.linker.Summaries.module;
import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Libraries are searched as archives are: a module comes in")
final class LibrarySearchTest {
    private final ModuleSummary program =
            module("program").defines("program").needs("a").summary();

    @Test
    @DisplayName("if it defines what is undefined, and what that needs comes after it")
    void transitively() {
        var a = module("a").defines("a").needs("b").summary();
        var b = module("b").defines("b").summary();
        var c = module("c").defines("c").summary();

        assertEquals(List.of(b, a), pull(List.of(c, b, a)));
    }

    @Test
    @DisplayName("once, also where modules need each other")
    void inCircles() {
        var a = module("a").defines("a").needs("b").summary();
        var b = module("b").defines("b").needs("a").summary();

        assertEquals(List.of(a, b), pull(List.of(a, b)));
    }

    @Test
    @DisplayName("before another one that defines the same")
    void firstOne() {
        var first = module("first").definesWeakly("a").summary();
        var second = module("second").defines("a").summary();

        assertEquals(List.of(first), pull(List.of(first, second)));
        assertEquals(List.of(second), pull(List.of(second, first)));
    }

    @Test
    @DisplayName("not for a weak reference, a static function, or what the program has itself")
    void notNeeded() {
        var reluctant = module("program")
                .defines("own")
                .hasStatic("local")
                .needsWeakly("weak")
                .summary();
        var libraries = List.of(
                module("own").defines("own").summary(),
                module("local").defines("local").summary(),
                module("weak").defines("weak").summary());

        assertEquals(List.of(), LibrarySearch.pull(List.of(reluctant), libraries, Set.of()));
    }

    @Test
    @DisplayName("not for what the kernel provides")
    void kernelSymbols() {
        var program = module("program").variable("jiffies", ".ksyms", false).summary();
        var library = module("library").defines("jiffies").summary();

        assertEquals(List.of(), LibrarySearch.pull(List.of(program), List.of(library), Set.of()));
    }

    @Test
    @DisplayName("if it defines what is exported, though nothing refers to it")
    void roots() {
        var a = module("a").defines("exported").summary();

        assertEquals(
                List.of(a),
                LibrarySearch.pull(List.of(module("empty").summary()), List.of(a), Set.of("exported", "nowhere")));
    }

    @Test
    @DisplayName("or not, whatever the order in which the program names symbols")
    void orderOfNeeds() {
        var libraries = new ArrayList<ModuleSummary>();
        var names = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            names.add("f" + i);
            var library =
                    module("l" + i).defines("f" + i, "g" + i % 3 + "_" + i).needs("f" + (i + 7) % 13);
            libraries.add(library.summary());
        }
        var expected = LibrarySearch.pull(List.of(module("p").needs("f3", "f9").summary()), libraries, Set.of());
        var random = new Random(5);
        for (var run = 0; run < 20; run++) {
            Collections.shuffle(names, random);
            var needs = names.stream()
                    .filter(name -> name.equals("f3") || name.equals("f9"))
                    .toArray(String[]::new);
            assertEquals(
                    expected,
                    LibrarySearch.pull(List.of(module("p").needs(needs).summary()), libraries, Set.of()));
        }
    }

    private List<ModuleSummary> pull(List<ModuleSummary> libraries) {
        return LibrarySearch.pull(List.of(program), libraries, Set.of());
    }
}
