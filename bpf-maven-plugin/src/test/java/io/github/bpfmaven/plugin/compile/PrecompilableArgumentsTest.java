package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("With arguments of the user's, headers")
final class PrecompilableArgumentsTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("are precompiled if these mean the same then")
    @ValueSource(
            strings = {
                "",
                "-Wall -Wextra -Werror -Wno-unused -w -pedantic",
                "-DA -D B=2 -UC -U D",
                "-Iinclude -I include -isystem more -iquote a -idirafter b",
                "-std=gnu11 -O3 -g3 -gdwarf-5 -mcpu=v4 -mllvm -bpf-stack-size=1024",
                "-fno-stack-protector -fno-jump-tables -fwrapv -fms-extensions -fvisibility=hidden"
            })
    void allowed(String arguments) {
        assertTrue(PrecompilableArguments.allow(list(arguments)));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are not precompiled if these come before them, change names, or can do anything")
    @ValueSource(
            strings = {
                "-include config.h",
                "-imacros config.h",
                "-include-pch x.pch",
                "-fplugin=x.so",
                "-fpass-plugin=x.so",
                "-Xclang -fno-validate-pch",
                "-Wp,-include,a.h",
                "@arguments",
                "-ivfsoverlay x.yaml",
                "-isysroot .",
                "--sysroot=x",
                "-ffile-prefix-map=a=b",
                "-fdebug-macro",
                "-glldb",
                "-fmodules",
                "-fno-pch-timestamp",
                "-ftime-trace",
                "-v",
                "-H",
                "-save-temps"
            })
    void refused(String arguments) {
        assertFalse(PrecompilableArguments.allow(list("-Wall " + arguments)));
    }

    private static List<String> list(String arguments) {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
    }
}
