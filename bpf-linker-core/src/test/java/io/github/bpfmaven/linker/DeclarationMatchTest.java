package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Types of two inputs")
final class DeclarationMatchTest {
    private static final int INT = 1;
    private static final int LONG = 2;
    private static final int UNSIGNED = 3;
    /** The first type after the numbers. */
    private static final int FIRST = 8;

    private static final List<BtfType> NUMBERS = List.of(
            new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
            new BtfType.Int("long", 8, BtfType.Int.SIGNED, 0, 64),
            new BtfType.Int("unsigned int", 4, 0, 0, 32),
            new BtfType.Int("long long", 8, BtfType.Int.SIGNED, 0, 64),
            new BtfType.Int("_Bool", 1, BtfType.Int.BOOL, 0, 8),
            new BtfType.Int("unsigned char", 1, 0, 0, 8),
            new BtfType.Float("double", 8));

    private static Btf btf(BtfType... more) {
        return Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                Stream.concat(NUMBERS.stream(), Stream.of(more)).toList());
    }

    private static Optional<TypeDifference> compare(Btf first, Btf second) {
        return new DeclarationMatch(first, second)
                .compare(first.types().size() - 1, second.types().size() - 1);
    }

    private static String error(Btf first, Btf second) {
        var found = compare(first, second).orElseThrow();
        assertEquals(Diagnostic.Severity.ERROR, found.severity());
        return found.toString();
    }

    private static void agree(Btf first, Btf second) {
        assertEquals(Optional.empty(), compare(first, second));
        assertEquals(Optional.empty(), compare(second, first));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(INT, INT, ""),
                Arguments.of(LONG, 4, ""),
                Arguments.of(INT, LONG, "error: int is 4 bytes, long is 8"),
                Arguments.of(6, INT, "error: unsigned char is 1 byte, int is 4"),
                Arguments.of(LONG, 7, "error: long and double are different types"),
                Arguments.of(0, INT, "error: void and int are different types"),
                Arguments.of(INT, UNSIGNED, "warning: int is signed, unsigned int is unsigned"),
                Arguments.of(5, 6, "warning: _Bool is true or false, unsigned char is unsigned"));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("numbers")
    @DisplayName("that are numbers agree if their sizes do; where only signs differ is warned of")
    void numbers(int first, int second, String expected) {
        var found = new DeclarationMatch(btf(), btf()).compare(first, second);
        assertEquals(
                expected,
                found.map(difference -> difference.severity().name().toLowerCase(Locale.ROOT) + ": " + difference)
                        .orElse(""));
    }

    @Test
    @DisplayName("don't differ in typedefs, qualifiers and tags, but are called by what the source says")
    void typedefs() {
        agree(
                btf(new BtfType.Const(INT), new BtfType.Volatile(FIRST), new BtfType.Typedef("s32", FIRST + 1)),
                btf(new BtfType.TypeTag("tag", INT, false)));
        assertEquals(
                "s32 is 4 bytes, s64 is 8",
                error(btf(new BtfType.Typedef("s32", INT)), btf(new BtfType.Typedef("s64", LONG))));
        assertEquals(
                "int is 4 bytes, long is 8",
                error(btf(new BtfType.Typedef("num", INT)), btf(new BtfType.Typedef("num", LONG))));
    }

    @Test
    @DisplayName("that are structs agree in name, members and size, and say which member does not")
    void structs() {
        assertEquals(
                "in member 'b' of struct pair: int is 4 bytes, long is 8",
                error(
                        pair(8, member("a", INT, 0), member("b", INT, 32)),
                        pair(8, member("a", INT, 0), member("b", LONG, 32))));
        assertEquals(
                "member 'b' of struct pair is at byte 4 in the one and at byte 8 in the other",
                error(
                        pair(8, member("a", INT, 0), member("b", INT, 32)),
                        pair(12, member("a", INT, 0), member("b", INT, 64))));
        assertEquals(
                "member 2 of struct pair is 'b' in the one and 'c' in the other",
                error(
                        pair(8, member("a", INT, 0), member("b", INT, 32)),
                        pair(8, member("a", INT, 0), member("c", INT, 32))));
        assertEquals(
                "struct pair has 1 member in the one and 2 in the other",
                error(pair(4, member("a", INT, 0)), pair(8, member("a", INT, 0), member("b", INT, 32))));
        assertEquals(
                "struct pair is 4 bytes in the one and 16 in the other",
                error(pair(4, member("a", INT, 0)), pair(16, member("a", INT, 0))));
        assertEquals(
                "member 'a' of struct pair is 3 bits wide in the one and no bit-field in the other",
                error(pair(4, new BtfMember("a", INT, 0, 3)), pair(4, member("a", INT, 0))));
        assertEquals(
                "struct pair and struct two are different types",
                error(
                        pair(4, member("a", INT, 0)),
                        btf(new BtfType.Struct("two", 4, false, List.of(member("a", INT, 0))))));
        assertEquals(
                "struct pair and union pair are different types",
                error(
                        pair(4, member("a", INT, 0)),
                        btf(new BtfType.Union("pair", 4, false, List.of(member("a", INT, 0))))));
        agree(pair(4, member("a", INT, 0)), pair(4, member("a", INT, 0)));
    }

    private static Btf pair(long size, BtfMember... members) {
        var bitFields = Stream.of(members).anyMatch(member -> member.bitFieldSize() > 0);
        return btf(new BtfType.Struct("pair", size, bitFields, List.of(members)));
    }

    private static BtfMember member(String name, int type, long bitOffset) {
        return new BtfMember(name, type, bitOffset, 0);
    }

    @Test
    @DisplayName("behind a pointer go by name, of numbers by size")
    void pointers() {
        var whole = btf(new BtfType.Struct("pair", 4, false, List.of(member("a", INT, 0))), new BtfType.Ptr(FIRST));
        var other = btf(new BtfType.Struct("pair", 8, false, List.of(member("b", LONG, 0))), new BtfType.Ptr(FIRST));
        var name = btf(new BtfType.Fwd("pair", false), new BtfType.Ptr(FIRST));

        agree(whole, other);
        agree(whole, name);
        agree(name, name);
        agree(btf(new BtfType.Ptr(INT)), btf(new BtfType.Ptr(UNSIGNED)));
        assertEquals(
                "in what it points to: struct pair and struct two are different types",
                error(whole, btf(new BtfType.Fwd("two", false), new BtfType.Ptr(FIRST))));
        assertEquals(
                "in what it points to: struct pair and union pair are different types",
                error(whole, btf(new BtfType.Fwd("pair", true), new BtfType.Ptr(FIRST))));
        assertEquals(
                "in what it points to: int is 4 bytes, long is 8",
                error(btf(new BtfType.Ptr(INT)), btf(new BtfType.Ptr(LONG))));
        assertEquals(
                "int * and int are different types",
                error(btf(new BtfType.Ptr(INT)), btf(new BtfType.Typedef("int", INT))));
    }

    @Test
    @DisplayName("agree when one is the forward declaration of the other")
    void forward() {
        agree(pair(4, member("a", INT, 0)), btf(new BtfType.Fwd("pair", false)));
    }

    @Test
    @DisplayName("that are arrays agree in elements and in length, if both say it")
    void arrays() {
        var four = btf(new BtfType.Array(INT, 0, 4));
        agree(four, four);
        agree(four, btf(new BtfType.Array(INT, 0, 0)));
        assertEquals("it has 4 elements in the one and 8 in the other", error(four, btf(new BtfType.Array(INT, 0, 8))));
        assertEquals("in its elements: int is 4 bytes, long is 8", error(four, btf(new BtfType.Array(LONG, 0, 0))));
    }

    @Test
    @DisplayName("that are enums agree in name and size, whatever their values")
    void enums() {
        agree(
                btf(new BtfType.Enum("e", 4, false, List.of())),
                btf(new BtfType.Enum("e", 4, true, List.of(new BtfEnumerator("A", -1)))));
        agree(btf(new BtfType.Enum("e", 8, false, List.of())), btf(new BtfType.Enum64("e", 8, false, List.of())));
        assertEquals(
                "enum e is 1 byte in the one and 4 in the other",
                error(
                        btf(new BtfType.Enum("e", 1, false, List.of())),
                        btf(new BtfType.Enum("e", 4, false, List.of()))));
        assertEquals(
                "enum e and enum f are different types",
                error(
                        btf(new BtfType.Enum("e", 4, false, List.of())),
                        btf(new BtfType.Enum("f", 4, false, List.of()))));
        assertEquals(
                "enum e and const int are different types",
                error(btf(new BtfType.Enum("e", 4, false, List.of())), btf(new BtfType.Const(INT))));
    }

    @Test
    @DisplayName("that are functions agree in what they return and take; names of parameters don't count")
    void functions() {
        var one = function(INT, new BtfParam("n", LONG));
        agree(one, function(INT, new BtfParam("m", LONG)));
        agree(one, function(INT, new BtfParam("", 0)));
        assertEquals(
                "in the return type: int is 4 bytes, long is 8", error(one, function(LONG, new BtfParam("n", LONG))));
        assertEquals(
                "in parameter 1 ('n'): long is 8 bytes, int is 4", error(one, function(INT, new BtfParam("", INT))));
        assertEquals(
                "it takes 1 parameter in the one and 2 in the other",
                error(one, function(INT, new BtfParam("n", LONG), new BtfParam("", INT))));
        assertEquals(
                "it takes further arguments ('...') in the other only",
                error(one, function(INT, new BtfParam("n", LONG), new BtfParam("", 0))));
        assertEquals(
                "in the return type: int is 4 bytes, long is 8",
                error(function(INT, new BtfParam("", 0)), function(LONG, new BtfParam("n", LONG))));
        assertEquals(
                "it is a function in the one and a variable in the other",
                error(one, btf(new BtfType.Var("f", INT, BtfLinkage.GLOBAL))));
    }

    private static Btf function(int returnType, BtfParam... params) {
        return btf(
                new BtfType.FuncProto(returnType, List.of(params)),
                new BtfType.Func("f", FIRST, params.length == 1 ? BtfLinkage.EXTERN : BtfLinkage.GLOBAL));
    }

    @Test
    @DisplayName("are compared to the end for an error, before a warning counts")
    void errorsFirst() {
        assertEquals(
                "in parameter 2: int is 4 bytes, long is 8",
                error(
                        function(INT, new BtfParam("", INT), new BtfParam("", INT)),
                        function(INT, new BtfParam("", UNSIGNED), new BtfParam("", LONG))));
    }

    @Test
    @DisplayName("that lead back to themselves are compared all the same")
    void endless() {
        var endless = btf(new BtfType.Ptr(FIRST));
        agree(endless, endless);
        var own = btf(new BtfType.Struct("s", 8, false, List.of(member("s", FIRST, 0))));
        agree(own, own);
    }
}
