package io.github.bpfmaven.plugin.incremental;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What a C file asks for by name")
final class IncludeScannerTest {
    @Test
    @DisplayName("is found in every directive and operator")
    void directives() {
        assertEquals(Set.of("\"a.h\"", "<b.h>", "<c.h>", "\"d.h\"", "<e.h>", "\"f.bin\"", "<g.h>"), names("""
                        #include "a.h"
                          #  include /* why */ <b.h>
                        #include_next <c.h>
                        #import "d.h"
                        #if __has_include(<e.h>) || __has_include_next( <g.h> )
                        #embed "f.bin"
                        """));
    }

    @Test
    @DisplayName("is found where lines are joined, with Windows' line ends, and behind a digraph")
    void joined() {
        assertEquals(
                Set.of("\"a.h\"", "<b.h>", "\"c.h\""),
                names("#inc\\\nlude \"a.h\"\n#include \\\r\n<b.h>\r\n%:include \"c.h\"\n"));
    }

    @Test
    @DisplayName("may come out of a macro: then every macro that looks like a name counts")
    void computed() {
        var text = "#define NAME \"a.h\"\n#define OTHER <b.h>\n#include NAME\n";
        assertTrue(scan(text).computed());
        assertEquals(Set.of("\"a.h\"", "<b.h>"), names(text));
        assertFalse(
                scan("#define TEXT \"a\"\n// The include files are elsewhere\n").computed());
        assertEquals(Set.of(), names("#define TEXT \"a\"\n"));
    }

    @Test
    @DisplayName("says whether a search goes on behind a file")
    void next() {
        assertTrue(scan("#include_next <a.h>").next());
        assertFalse(scan("#include <a.h>").next());
    }

    @Test
    @DisplayName("is nothing in what is cut short")
    void damaged() {
        assertEquals(Set.of(), names("#include \"a.h\n\""));
        assertEquals(Set.of(), names("#include"));
        assertEquals(Set.of(), names("#include <"));
        assertEquals(Set.of(), names("#include /* \"a.h\""));
    }

    private static IncludeScanner.Found scan(String text) {
        return IncludeScanner.scan(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> names(String text) {
        return scan(text).names().stream()
                .map(name -> name.quoted() ? '"' + name.name() + '"' : '<' + name.name() + '>')
                .collect(Collectors.toSet());
    }
}
