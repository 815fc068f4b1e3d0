package io.github.bpfmaven.plugin.constants;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.constants.Definition.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The definitions in a preprocessed source")
final class DefinitionReaderTest {
    @Test
    @DisplayName("stand where the line markers say, those of clang's own in no file")
    void places() {
        var definitions = DefinitionReader.read("""
                # 1 "src/drop.bpf.c"
                # 1 "<built-in>" 1
                # 1 "<built-in>" 3
                #define __llvm__ 1
                # 1 "<command line>" 1
                #define PORTS 64
                # 1 "<built-in>" 2
                # 1 "src/drop.bpf.c" 2
                # 1 "C:\\\\include\\\\a \\"b\\".h" 1
                #pragma once

                #define HEADER (1 + 2)
                # 2 "src/drop.bpf.c" 2
                enum color {
                  RED,
                  GREEN };
                # 40 "src/drop.bpf.c"
                #define LAST
                """);
        assertEquals(
                List.of(
                        definition("__llvm__", Kind.MACRO, "1", "<built-in>", 1),
                        definition("PORTS", Kind.MACRO, "64", "<command line>", 1),
                        definition("HEADER", Kind.MACRO, "(1 + 2)", "C:\\include\\a \"b\".h", 3),
                        definition("RED", Kind.ENUMERATOR, "enum color", "src/drop.bpf.c", 3),
                        definition("GREEN", Kind.ENUMERATOR, "enum color", "src/drop.bpf.c", 4),
                        definition("LAST", Kind.EMPTY, "", "src/drop.bpf.c", 40)),
                definitions);
        assertEquals(
                List.of(true, false, false, false, false, false),
                definitions.stream().map(Definition::isPredefined).toList());
    }

    private static Definition definition(String name, Kind kind, String text, String file, int line) {
        return new Definition(name, kind, text, new Place(file, line, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#define A(x) x                             | A:WITH_PARAMETERS:(x) x",
                "#define A() 1                              | A:WITH_PARAMETERS:() 1",
                "#define A (x)                              | A:MACRO:(x)",
                "#define A \"(\" /                          | A:MACRO:\"(\" /",
                "#define größe 1                            | größe:MACRO:1",
                "enum { A, B = 2, };                        | A:ENUMERATOR:enum B:ENUMERATOR:enum",
                "enum e { A = f(1, 2), B = (int[]){3, C}[0], D }; | A:ENUMERATOR:enum e B:ENUMERATOR:enum e D:ENUMERATOR:enum e",
                "enum e { A = ',', B = '}', C = sizeof(\"},\\\"{\") } x, y; | A:ENUMERATOR:enum e B:ENUMERATOR:enum e C:ENUMERATOR:enum e",
                "enum __attribute__((packed, aligned(8))) e { A }; | A:ENUMERATOR:enum e",
                "enum [[maybe_unused]] e : unsigned long { A [[deprecated]] = 1, B }; | A:ENUMERATOR:enum e B:ENUMERATOR:enum e",
                "enum e { A __attribute__((deprecated(\"x, y\"))), B }; | A:ENUMERATOR:enum e B:ENUMERATOR:enum e",
                "struct s { enum e { A } a; enum { B } b; enum e c; }; | A:ENUMERATOR:enum e B:ENUMERATOR:enum",
                "enum e f(enum e a, int b) { return a, b; } | ``",
                "enum e x = {1}, y[] = {2, 3};              | ``",
                "enum e; enum e *p; struct { enum e b : 3, : 2; }; | ``",
                "int enumerate = 1; char *s = \"enum { A }\"; | ``",
            })
    @DisplayName("are macros of each kind, and the names in the braces of an enum")
    void kinds(String line, String expected) {
        assertEquals(expected, shown(DefinitionReader.read(line)));
    }

    @Test
    @DisplayName("are the last of each name, an enum constant even if a macro of its own name repeats it")
    void last() {
        assertEquals("B:UNDEFINED: A:MACRO:3 T:ENUMERATOR:enum U:ENUMERATOR:enum", shown(DefinitionReader.read("""
                #define A 1
                #define B 2
                #undef B
                #undef NEVER
                #undef A
                #define A 3
                #define U U
                enum { T,
                #define T T
                U };
                #undef T
                """)));
    }

    private static String shown(List<Definition> definitions) {
        return String.join(
                " ",
                definitions.stream()
                        .map(definition -> definition.name() + ":" + definition.kind() + ":" + definition.text())
                        .toList());
    }
}
