package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Includes that stand in a text")
final class AnyIncludesTest {
    @Test
    @DisplayName("are directives that name a file")
    void names() {
        assertEquals(
                List.of(
                        new IncludeDirective("vmlinux.h", true),
                        new IncludeDirective("bpf/bpf_helpers.h", false),
                        new IncludeDirective("a b.h", true)),
                AnyIncludes.of(
                        "#include \"vmlinux.h\"\n \t# \tinclude\t<bpf/bpf_helpers.h> // x\r\n#if 0\n#include\"a b.h\"\n"));
        assertEquals(List.of(new IncludeDirective("x.h", false)), AnyIncludes.of("#include <x.h>"));
    }

    @Test
    @DisplayName("are nothing else")
    void others() {
        assertEquals(
                List.of(),
                AnyIncludes.of("include <a.h>\nint x; #include <b.h>\n#include MACRO\n#include <c.h\n>\n#include \"\"\n"
                        + "#include_next <d.h>\n#include \"e.h\n#include"));
    }
}
