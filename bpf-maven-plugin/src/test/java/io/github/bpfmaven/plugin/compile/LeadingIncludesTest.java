package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The includes that a source begins with")
final class LeadingIncludesTest {
    @Test
    @DisplayName("are found behind comments and blank lines, in every way people write them")
    void found() {
        assertEquals(
                List.of("<vmlinux.h>", "\"my types.h\"", "<bpf/bpf_helpers.h>", "\"../a.h\"", "<b.h>"), includes("""
                        // SPDX-License-Identifier: GPL-2.0

                        /* Two
                         * lines */ /* and another */
                        #include <vmlinux.h>
                        #  include\t"my types.h"   // mine
                        #include<bpf/bpf_helpers.h> /* helpers */\r
                        \f
                          #include "../a.h"
                        #include <b.h>
                        """));
    }

    @Test
    @DisplayName("end at anything else")
    void end() {
        for (var other : List.of(
                "#define A 1",
                "#ifdef A",
                "#pragma once",
                "int a;",
                "#include_next <a.h>",
                "#include HEADER",
                "#include <a.h> int a;",
                "#import <a.h>",
                "#include \\\n<a.h>",
                "#include <a.h> /* goes on\n*/ int a;",
                "#include <ä.h>",
                "# /* odd */ include <a.h>",
                "??=include <a.h>")) {
            assertEquals(List.of("<first.h>"), includes("#include <first.h>\n" + other + "\n#include <b.h>\n"), other);
        }
    }

    @Test
    @DisplayName("are none in a comment, of however many lines")
    void comments() {
        assertEquals(
                List.of("<b.h>"),
                includes(
                        "/*\n#include <a.h>\n*/\n// goes on \\\n#include <a.h>\n#include <b.h>\n/* open\n#include <a.h>"));
    }

    @Test
    @DisplayName("are none in an empty source")
    void none() {
        assertEquals(List.of(), includes(""));
        assertEquals(List.of("<a.h>"), includes("#include <a.h>"));
    }

    private static List<String> includes(String text) {
        return LeadingIncludes.of(text).stream().map(IncludeDirective::spelled).toList();
    }
}
