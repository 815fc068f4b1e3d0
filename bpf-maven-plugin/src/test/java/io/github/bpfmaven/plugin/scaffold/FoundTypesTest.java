package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.testing.TestClang;

import static java.nio.file.Files.writeString;

/** Each was found by {@link RandomTypesTest}. */
@DisplayName("Types that once came out wrong")
final class FoundTypesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    @DisplayName("come through clang, BTF and Java to the bytes that they had")
    void comeThrough(String point, String variables, String source) throws Exception {
        TestClang clang = new TestClang(directory);
        writeString(directory.resolve("t.c"), source);
        try (GeneratedObjects objects = GeneratedObjects.of(clang, "t.c", directory)) {
            objects.checkImages(List.of(variables.split(" ")));
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("a type called as the generated annotation", "v", """
                        struct Generated { int x; } v = { 1 };
                        """),
                Arguments.of("members of a union called as its own methods", "v", """
                        union u { int order; int copy; long zero; } v = { .zero = 1 };
                        """),
                Arguments.of("a member called as a lambda's parameter", "v", """
                        struct s { char each1; unsigned __int128 wide[2][2]; } v = { 1, { { 2, 3 }, { 4, 5 } } };
                        """),
                Arguments.of(
                        "types that keep a spelling with a small letter, which variables have as well", "v w", """
                        struct bytes { int x; };
                        struct Bytes { int x; };
                        struct foo { int x; };
                        struct FOO { int x; };
                        union { struct bytes b; struct Bytes c; } v = { { 1 } };
                        struct s { struct foo foo; struct FOO Foo; } w = { { 1 }, { 2 } };
                        """),
                Arguments.of("types that keep a spelling that no type may have", "v", """
                        struct record { int x; };
                        struct Record { int x; };
                        struct s { struct record r; struct Record s; } v = { { 1 }, { 2 } };
                        """),
                Arguments.of("enumerators called as a record's component", "v", """
                        struct s { enum in { VALUE = 1, value = 2 } e; } v = { 2 };
                        """),
                Arguments.of("enumerators called as constants that are made from others", "v", """
                        struct s { enum e { b, B_VALUE, B_VALUE_VALUE } e; } v = { B_VALUE };
                        """),
                Arguments.of("a type that is called as the one around it, of which the name is taken", "v", """
                        struct Override { struct { char x; } Override; } v = { { 1 } };
                        """),
                Arguments.of("a type that is called as another one that is beside it in a struct", "v", """
                        struct Program { int x; };
                        struct s { struct Program in; struct { int y; } Program; struct { int z; } in2; } v = { { 1 }, { 2 } };
                        """),
                Arguments.of("members of a union that differ in case alone", "v", """
                        union u { int foo; int Foo; int foo_; int f_oo; } v = { 1 };
                        """),
                Arguments.of("text in a union that is called as a keyword of the statement that reads it", "v", """
                        union u { char yield[4]; int x; } v = { "abc" };
                        """),
                Arguments.of("a type of nothing but underscores, beside one that is called so", "v", """
                        enum _ { _1 = 1 };
                        struct s { enum _ foo; struct { } _; struct { char x; } __; } v = { 1 };
                        """),
                Arguments.of(
                        "a member that keeps a spelling with a capital, which its own type has as well", "v", """
                        struct s { struct { char x; } Bytes; short bytes; } v = { { 1 }, 2 };
                        """));
    }
}
