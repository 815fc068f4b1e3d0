package io.github.bpfmaven.plugin.constants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

@DisplayName("The constants of a source")
final class ConstantEvaluatorTest {
    private static final List<String> SOUP = List.of("""
            ( ) [ ] { } , ; 1 2 + - * & ? : = # "s" " ' 'c' OPEN CLOSE CALL CALL( CALL(1,2) N_1 N_7 C_3 int struct enum sizeof
            typedef extern asm __attribute__ ((packed)) return _Pragma _Pragma("once") __LINE__ _Static_assert _Generic
            __extension__ void // 0x 1e @ $ é
            """.split("\\s+"));

    private @TempDir Path directory = Path.of("");
    private ConstantProject project;

    @BeforeEach
    void create() throws Exception {
        project = new ConstantProject(directory.resolve("a project"));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("are what clang takes them for: integers of every type")
    void integers(BpfTarget target) throws Exception {
        assertEvaluated(
                target,
                List.of(),
                """
                #include <stddef.h>
                #include <linux/types.h>
                struct event { __u64 when; char comm[16]; __u8 last; };
                #define BIT(n) (1ULL << (n))
                #define C_ONE 1
                #define C_ZERO 0
                #define C_NEGATIVE -5
                #define C_BARE_SUM 1 + 2
                #define C_MINUS_ONE_U -1U
                #define C_TOP 1ULL << 63
                #define C_LONG_MIN (-9223372036854775807L - 1)
                #define C_ULL_MAX (~0ULL)
                #define C_CHARACTER 'a'
                #define C_CHAR_TYPE ((char)-3)
                #define C_U8 ((__u8)200)
                #define C_S16 ((__s16)-300)
                #define C_BE16 ((__u16)0x0800)
                #define C_SIZE sizeof(struct event)
                #define C_OFFSET offsetof(struct event, last)
                #define C_BIT_3 BIT(3)
                #define C_BIT_40 BIT(40)
                #define C_NESTED (C_BIT_3 | C_BIT_40 | C_ONE)
                #define C_TRUE ((_Bool)1)
                #define C_FALSE ((_Bool)0)
                #define C_COMPARISON (C_ONE > 2)
                #define C_CHOICE (sizeof(long) == 8 ? 64 : 32)
                #define C_S128 ((__int128)-1 << 100)
                #define C_U128 ((unsigned __int128)1 << 127 | 5)
                #define C_SHIFTED (1 << 31)
                #define C_OCTAL 0755
                #define C_BINARY 0b1011
                #define C_LENGTH __builtin_strlen("four")
                #define C_COMMENT /* before */ 7 /* behind */
                #define C_CONTINUED (1 + \\
                                     2)
                """,
                "C_ONE C_ZERO C_NEGATIVE C_BARE_SUM C_MINUS_ONE_U C_TOP C_LONG_MIN C_ULL_MAX C_CHARACTER C_CHAR_TYPE C_U8 C_S16"
                        + " C_BE16 C_SIZE C_OFFSET C_BIT_3 C_BIT_40 C_NESTED C_TRUE C_FALSE C_COMPARISON C_CHOICE"
                        + " C_S128 C_U128 C_SHIFTED C_OCTAL C_BINARY C_LENGTH C_COMMENT C_CONTINUED");
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("are what clang takes them for: floating-point numbers, also long double, which is double in BPF")
    void reals(BpfTarget target) throws Exception {
        assertEvaluated(target, List.of(), """
                #define C_DOUBLE 0.1
                #define C_FLOAT 0.1f
                #define C_LONG_DOUBLE 0.1L
                #define C_TINY -4.9406564584124654e-324
                #define C_LARGE (1e300 * 10)
                """, "C_DOUBLE C_FLOAT C_LONG_DOUBLE C_TINY C_LARGE");
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("are what clang takes them for: texts with escapes, in UTF-8, with NULs, put together")
    void texts(BpfTarget target) throws Exception {
        var constants = assertEvaluated(
                target, List.of(), """
                #define C_PLAIN "GPL"
                #define C_EMPTY ""
                #define C_ESCAPES "tab\\t quote\\" slash\\\\ \\x01\\377 // no comment"
                #define C_UTF8 "Größe €"
                #define C_PREFIXED u8"Größe"
                #define C_NUL "a\\0b"
                #define C_JOINED "/sys" "/fs" C_PLAIN
                #define STRING(x) #x
                #define C_STRINGIZED STRING(a + "b")
                """, "C_PLAIN C_EMPTY C_ESCAPES C_UTF8 C_PREFIXED C_NUL C_JOINED C_STRINGIZED");
        assertArrayEquals("Größe €".getBytes(UTF_8), ((ConstantValue.Text) value(constants, "C_UTF8")).bytes());
        assertEquals("\"Größe €\"", constants.get("C_UTF8").cText());
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName(
            "are what clang takes them for: enum constants of every form of enum, with the types that C gives them")
    void enums(BpfTarget target) throws Exception {
        var constants = assertEvaluated(
                target,
                List.of(),
                """
                enum color { C_RED, C_GREEN = 5, C_BLUE, };
                enum { C_ANONYMOUS = -1 };
                enum wide { C_WIDE = 1ULL << 40, C_WIDE_NEXT };
                enum negative_wide { C_NEGATIVE_WIDE = -1LL << 40 };
                enum __attribute__((packed)) small { C_SMALL = 7 };
                enum later { C_LATER = 8 } __attribute__((packed));
                enum fixed : unsigned char { C_FIXED = 9 };
                typedef enum { C_TYPEDEF = sizeof(int[3]), C_TYPEDEF_2 = (sizeof(char[2]) + 2), } type_t;
                struct holder { enum inner { C_INNER = 'x' } inner; };
                #define C_OF_ENUM_TYPE ((enum wide)C_WIDE)
                #define C_NEGATIVE_TYPE ((enum negative_wide)C_NEGATIVE_WIDE)
                #define C_SMALL_TYPE ((enum small)C_SMALL)
                enum color use(enum color c) { return C_RED; }
                enum glibc {
                    C_TCP = 6,
                #define C_TCP C_TCP
                    C_DEPRECATED __attribute__((deprecated)) = 10, C_LAST
                };
                """,
                "C_RED C_GREEN C_BLUE C_ANONYMOUS C_WIDE C_WIDE_NEXT C_NEGATIVE_WIDE C_SMALL C_LATER C_FIXED C_TYPEDEF"
                        + " C_TYPEDEF_2 C_INNER C_OF_ENUM_TYPE C_NEGATIVE_TYPE C_SMALL_TYPE C_TCP C_DEPRECATED C_LAST");
        assertEquals("enum color", constants.get("C_RED").cText());
        assertEquals("enum", constants.get("C_TYPEDEF").cText());
        assertEquals("enum small", constants.get("C_SMALL").cText());
        assertEquals("enum later", constants.get("C_LATER").cText());
        assertEquals("enum fixed", constants.get("C_FIXED").cText());
        assertEquals("enum glibc", constants.get("C_TCP").cText());
        assertEquals("((enum wide)C_WIDE)", constants.get("C_OF_ENUM_TYPE").cText());
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("come also from headers and from <defines>, as they are at the end of the source")
    void origins(BpfTarget target) throws Exception {
        project.write("limits.h", "#pragma once\n#define C_HEADER 3\n#define C_CHANGED 1\n#define C_GONE 1\n");
        var constants = assertEvaluated(
                target, List.of("-DC_ARGUMENT=\"text\""), """
                #include "limits.h"
                #define C_EARLY C_CHANGED
                #undef C_CHANGED
                #define C_CHANGED 2
                #undef C_GONE
                #undef C_NEVER
                #if 0
                #define C_SKIPPED 1
                #endif
                #pragma push_macro("C_HEADER")
                """, "C_HEADER C_EARLY C_CHANGED", "!C_ARGUMENT");
        assertEquals("2", constants.get("C_CHANGED").cText());
        var defined = project.evaluate(target, List.of(), "MAX_DEFINED");
        assertEquals(List.of("MAX_DEFINED"), names(defined));
        project.assertAgreed(defined.constants(), target, List.of());
    }

    @Test
    @DisplayName("come in the order of the source, whatever the order of the patterns")
    void order() throws Exception {
        project.write("drop.bpf.c", "#define Z 1\nenum { M, A };\n#define B 2\n#define Y 3\n");
        assertEquals(
                List.of("Z", "M", "A", "Y"),
                names(project.evaluate(BpfTarget.BPFEL, List.of(), "Y", "A", "?", "!B", "M")));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName(
            "are found behind flags and pragmas that turn every warning into an error, end at the first, or leave debug info out")
    void strict(BpfTarget target) throws Exception {
        var flags = List.of(
                "-Weverything",
                "-Werror",
                "-Werror=unused-macros",
                "-Wfatal-errors",
                "-pedantic-errors",
                "-gline-tables-only",
                "-ferror-limit=1",
                "-std=c17");
        project.write("drop.bpf.c", """
                #pragma clang diagnostic error "-Weverything"
                #define C_BROKEN_1 nowhere
                #define C_NUMBER 1ULL << 63
                #define C_BROKEN_2 nothing
                #define C_TEXT "text"
                #define C_SIGN 'ab'
                """);
        var constants = project.evaluate(target, flags, "C_*");
        assertEquals(List.of("C_NUMBER", "C_TEXT", "C_SIGN"), names(constants));
        project.assertAgreed(constants.constants(), target, List.of("-w"));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("keep their values beside macros that are no whole expressions")
    void neighbours(BpfTarget target) throws Exception {
        assertEvaluated(target, List.of(), """
                #define CALL(a, b) ((a) + (b))
                #define OPEN CALL(1,
                #define C_1 1
                #define C_OPEN ((
                #define C_2 2
                #define C_CLOSE ) ; }
                #define C_3 3
                #define C_BRACE {
                #define C_4 4
                #define C_QUOTE "
                #define C_5 5
                #define C_APOSTROPHE don't
                #define C_6 6
                #define C_UNFINISHED CALL(1,
                #define C_7 7
                #define C_HIDDEN OPEN
                #define C_8 8
                #define C_LIST 1, 2
                #define C_9 9
                #define C_STATEMENT 1; int more = 2
                #define C_10 10
                #define C_BLOCK ({ int i = 1; i; })
                #define C_11 11
                #define C_ERROR _Pragma("GCC error \\"no\\"") 1
                #define C_12 12
                #define C_SIDE _Pragma("GCC warning \\"old\\"") 13
                #define C_13 13
                """, "C_1 C_2 C_3 C_4 C_5 C_6 C_7 C_8 C_9 C_10 C_11 C_12 C_SIDE C_13");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("keep their values beside anything that tokens can be put together to")
    void soup(long seed) throws Exception {
        var random = new Random(seed);
        var source = new StringBuilder("#define CALL(a, b) ((a) + (b))\n#define OPEN (\n#define CLOSE )\n");
        var expected = new ArrayList<String>();
        for (var number = 0; number < 60; number++) {
            source.append("#define N_").append(number);
            for (var length = random.nextInt(8); length > 0; length--) {
                source.append(' ').append(SOUP.get(random.nextInt(SOUP.size())));
            }
            source.append("\n#define C_")
                    .append(number)
                    .append(" (")
                    .append(number)
                    .append(" + 1)\n");
            expected.add("C_" + number);
        }
        project.write("drop.bpf.c", source.toString());
        var result = project.evaluate(BpfTarget.BPFEL, List.of(), "C_*", "N_*");
        assertEquals(
                expected,
                names(result).stream().filter(name -> name.startsWith("C_")).toList(),
                result.messages()::toString);
        project.assertAgreed(result.constants(), BpfTarget.BPFEL, List.of("-w"));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("don't get in the way of what the source calls its own things")
    void clashes(BpfTarget target) throws Exception {
        assertEvaluated(target, List.of(), """
                #define used nothing
                #define section(x) nothing
                #define const
                #define typeof wrong
                #define bpf_constant_0 99
                int bpf_constant_1, bpf_constant2_;
                #define C_ONE 1
                #define C_TWO 2
                """, "C_ONE C_TWO");
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("need no function of the source, be it one that wants a library, or one that an alias wants")
    void functions(BpfTarget target) throws Exception {
        assertEvaluated(target, List.of(), """
                #include <bpf/bpf_helpers.h>
                #define C_SIZE 9000
                char *fill(char *p) { __builtin_memset(p, 1, C_SIZE); return p; }
                int big(void) { volatile char stack[C_SIZE]; return stack[0]; }
                struct { int (*run)(void); } table SEC(".struct_ops") = { .run = big };
                char _license[] SEC("license") = "GPL";
                """, "C_SIZE");
        assertEvaluated(target, List.of(), """
                #define C_ALIAS 1
                int real(void) { return C_ALIAS; }
                int other(void) __attribute__((alias("real")));
                """, "C_ALIAS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c89", "gnu99", "c17", "c23", "gnu2y"})
    @DisplayName("are what they are in the standard that the source is compiled for")
    void standards(String standard) throws Exception {
        assertEvaluated(
                BpfTarget.BPFEB,
                List.of("-std=" + standard, "-funsigned-char", "-fshort-enums"),
                """
                #if __STDC_VERSION__ >= 202000L
                #define C_BOOL true
                #define C_SEPARATED 1'000'000
                enum fixed : short { C_FIXED = -2 };
                #define C_POINTER nullptr
                #define C_UTF8 u8"ö"
                #else
                #define C_BOOL ((_Bool)0)
                #define C_SEPARATED 1000000
                enum fixed { C_FIXED = -2 };
                #define C_UTF8 "ö"
                #endif
                #define C_CHAR ((char)200)
                #define C_ENUM ((enum fixed)C_FIXED)
                #define C_LARGE 2147483648
                """,
                "C_BOOL C_SEPARATED C_FIXED C_UTF8 C_CHAR C_ENUM C_LARGE");
    }

    @Test
    @DisplayName("are found in a source that is not below the project's directory")
    void outside() throws Exception {
        project = new ConstantProject(directory.resolve("here"), directory.resolve("else where"));
        project.write("own.h", "#define C_OWN 5\n");
        assertEvaluated(BpfTarget.BPFEL, List.of(), "#include \"own.h\"\nenum { C_TWO = 2 };\n", "C_OWN C_TWO");
    }

    @Test
    @DisplayName("are clang's own only where a pattern names them in full")
    void predefined() throws Exception {
        project.write("drop.bpf.c", "#define __MINE__ 1\n");
        assertEquals(List.of("__MINE__"), names(project.evaluate(BpfTarget.BPFEL, List.of(), "__*__")));
        var named = project.evaluate(BpfTarget.BPFEB, List.of(), "__*__", "__INT_MAX__", "__BYTE_ORDER__");
        assertEquals(List.of("__BYTE_ORDER__", "__INT_MAX__", "__MINE__"), names(named));
        project.assertAgreed(named.constants(), BpfTarget.BPFEB, List.of());
    }

    @Test
    @DisplayName("are compared by a clang that would object to a wrong value, size, sign or text")
    void comparisonFails() throws Exception {
        project.write("drop.bpf.c", "#define A 1\n#define T \"ab\"\n#define F 1.5\n");
        var right =
                project.evaluate(BpfTarget.BPFEL, List.of(), "A").constants().get(0);
        var value = (ConstantValue.Int) right.value();
        for (var wrong : List.of(
                constant("A", new ConstantValue.Int(value.value().negate(), 32, true, false)),
                constant("A", new ConstantValue.Int(value.value(), 64, true, false)),
                constant("A", new ConstantValue.Int(value.value(), 32, false, false)),
                constant("A", new ConstantValue.Int(value.value(), 32, true, true)),
                constant("T", new ConstantValue.Text(new byte[] {'a', 'c'})),
                constant("T", new ConstantValue.Text(new byte[] {'a'})),
                constant("F", new ConstantValue.Float(1.25, 8)),
                constant("F", new ConstantValue.Float(1.5, 4)))) {
            assertFalse(
                    project.compare(List.of(wrong), BpfTarget.BPFEL, List.of()).isEmpty(), wrong::toString);
        }
        project.assertAgreed(List.of(right), BpfTarget.BPFEL, List.of());
    }

    private static CConstant constant(String name, ConstantValue value) {
        return new CConstant(name, value, "");
    }

    /** Evaluates what begins with C_ and has clang agree. */
    private Map<String, CConstant> assertEvaluated(
            BpfTarget target, List<String> arguments, String source, String expected, String... morePatterns)
            throws Exception {
        project.write("drop.bpf.c", source);
        var patterns = new ArrayList<>(List.of("C_*"));
        patterns.addAll(List.of(morePatterns));
        var result = project.evaluate(target, arguments, patterns.toArray(String[]::new));
        assertEquals(
                expected,
                String.join(" ", names(result)),
                () -> result.messages().toString());
        assertEquals(List.of(), result.unmatched());
        project.assertAgreed(result.constants(), target, arguments);
        return result.constants().stream().collect(Collectors.toMap(CConstant::name, Function.identity()));
    }

    private static ConstantValue value(Map<String, CConstant> constants, String name) {
        return constants.get(name).value();
    }

    static List<String> names(Constants result) {
        return result.constants().stream().map(CConstant::name).toList();
    }
}
