package io.github.bpfmaven.plugin.constants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.constants.ConstantMessage.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What matches <constants> and is none")
final class ConstantMessagesTest {
    /** The fourth line is the first macro's. */
    private static final String HEAD = """
            extern int variable;
            struct point { int x, y; } origin = {};
            #define CALL(a, b) (a + b)
            """;

    private @TempDir Path directory = Path.of("");
    private ConstantProject project;

    @BeforeEach
    void create() throws Exception {
        project = new ConstantProject(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#define X foo(                       | its parentheses don't match",
                "#define X CALL(1,                    | unterminated function-like macro invocation",
                "#define X ((1)                       | its parentheses don't match",
                "#define X ]                          | its parentheses don't match",
                "#define X \"half                     | a quote is missing",
                "#define X 1, 2                       | it is a list",
                "#define X 1; int y                   | it is a statement",
                "#define X __LINE__                   | what __LINE__ is depends on where it is used",
                "#define X (__COUNTER__ + 1)          | what __COUNTER__ is depends on where it is used",
                "#define X __FILE__                   | what __FILE__ is depends on where it is used",
                "#define X __func__                   | what __func__ is depends on where it is used",
                "#define X nowhere                    | use of undeclared identifier 'nowhere'",
                "#define X unsigned int               | expected expression",
                "#define X struct point               | expected expression",
                "#define X return                     | expected expression",
                "#define X variable                   | initializer element is not a compile-time constant",
                "#define X (1 / 0)                    | initializer element is not a compile-time constant",
                "#define X ((_Float16)1)              | _Float16 is not supported on this target",
                "#define X ({ int i = 1; i; })        | statement expression not allowed at file scope",
                "#define X ((void)0)                  | variable has incomplete type",
                "#define X ((void *)0)                | it is a pointer",
                "#define X ((unsigned long)&variable) | it is an address",
                "#define X (&variable)                | it is an address",
                "#define X ((struct point){1, 2})     | it is a struct",
                "#define X L\"wide\"                  | it is an array, and no text of char",
                "#define X ((int[]){1, 2})            | cannot initialize array of type",
                "#define X (1.0 + 2.0i)               | BTF has nothing for its type",
                "#define X 5wb                        | its type is _BitInt, whose bits BTF doesn't tell",
                "#define X(a) (a)                     | it takes arguments",
                "#define X                            | it has no value",
            })
    @DisplayName(
            "is said with clang's reason, or ours: as a warning to who named it, for debugging to who asked for all")
    void reasons(String definition, String reason) throws Exception {
        project.write("drop.bpf.c", HEAD + definition + "\n#define Y 1\n");
        for (var target : BpfTarget.values()) {
            var named = project.evaluate(target, List.of(), "X", "Y");
            assertEquals(List.of("Y"), ConstantEvaluatorTest.names(named));
            assertEquals(List.of(), named.unmatched());
            assertEquals(1, named.messages().size(), named.messages()::toString);
            var message = named.messages().get(0);
            assertEquals(Severity.WARNING, message.severity());
            assertEquals(
                    new Place("src/main/bpf/net/drop.bpf.c", 4, 1),
                    message.place().orElseThrow());
            var expected = "X is in <constants>, but isn't a constant: " + reason;
            assertTrue(message.text().startsWith(expected), message::text);
            assertTrue(message.text().contains(": #define X"), message::text);

            var all = project.evaluate(target, List.of(), "?");
            assertEquals(List.of("Y"), ConstantEvaluatorTest.names(all));
            assertEquals(List.of(message.text().replace("is in <constants>", "matches <constants> ?")), texts(all));
            assertEquals(Severity.DEBUG, all.messages().get(0).severity());
        }
    }

    @Test
    @DisplayName("is said of a macro that is gone at the end, and of a header's where the header has it")
    void elsewhere() throws Exception {
        project.write("gone.h", "\n\n#define GONE 1\n#define HERE nowhere\n");
        project.write("drop.bpf.c", "#include \"gone.h\"\n#undef GONE\n");
        var result = project.evaluate(BpfTarget.BPFEL, List.of(), "GONE", "HERE");
        assertEquals(
                List.of(
                        "src/main/bpf/net/drop.bpf.c:2 GONE is in <constants>, but isn't a constant:"
                                + " it isn't defined any more at the end of the source: #undef GONE",
                        "src/main/bpf/net/gone.h:4 HERE is in <constants>, but isn't a constant:"
                                + " use of undeclared identifier 'nowhere': #define HERE nowhere"),
                result.messages().stream()
                        .map(message -> message.place().orElseThrow().file() + ":"
                                + message.place().orElseThrow().line() + " " + message.text())
                        .map(text -> text.replace("./", ""))
                        .toList());
    }

    @Test
    @DisplayName("is said of an enum constant that only a function knows")
    void local() throws Exception {
        project.write("drop.bpf.c", "int f(void) { enum { LOCAL = 1 }; return LOCAL; }\n");
        var result = project.evaluate(BpfTarget.BPFEL, List.of(), "LOCAL");
        assertEquals(List.of(), result.constants());
        assertEquals(
                List.of("LOCAL is in <constants>, but isn't a constant: use of undeclared identifier 'LOCAL':"
                        + " enum { LOCAL }"),
                texts(result));
    }

    @Test
    @DisplayName("is said once for a pattern if nothing that it matches is a constant")
    void vain() throws Exception {
        project.write(
                "drop.bpf.c", "#define P_A ((void *)0)\n#define P_B nowhere\n#define Q_A 1\n#define Q_B nowhere\n");
        var result = project.evaluate(BpfTarget.BPFEL, List.of(), "P_*", "Q_*");
        assertEquals(
                List.of("nothing that <constants> P_* matches in src/main/bpf/net/drop.bpf.c is a constant (P_A …):"
                        + " mvn -X says why of each"),
                result.messages().stream()
                        .filter(message -> message.severity() == Severity.WARNING)
                        .map(ConstantMessage::text)
                        .toList());
    }

    @Test
    @DisplayName("is not there at all: such patterns are told, but for exclusions")
    void unmatched() throws Exception {
        project.write("drop.bpf.c", "#define A_1 1\n#define A_2 2\n#define CALL(x) x\nint variable;\n");
        var result =
                project.evaluate(BpfTarget.BPFEL, List.of(), "A_*", "A_1", "!A_1", "!NONE", "B_*", "CAL?", "variable");
        assertEquals(List.of("A_2"), ConstantEvaluatorTest.names(result));
        assertEquals(
                List.of("B_*", "CAL?", "variable"),
                result.unmatched().stream().map(NamePattern::text).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#include <nowhere.h>                    | 'nowhere.h' file not found",
                "struct open {                           | type name does not allow storage class",
                "enum open {                             | expected identifier",
                "int f(void) {                           | expected '}'",
                "int f(void) { (                         | expected",
                "int open = (                            | expected expression",
                "#if 1                                   | unterminated conditional directive",
                "/* open                                 | unterminated /* comment",
                "#pragma GCC error \"no\"                 | no",
                "int a = nowhere;                        | use of undeclared identifier 'nowhere'",
                "_Static_assert(sizeof(long) == 4, \"\"); | static assertion failed",
            })
    @DisplayName("is one error, and nothing of the constants, where the source itself is wrong")
    void brokenSource(String line, String expected) throws Exception {
        project.write("drop.bpf.c", "#define A 1\n#define B 2\n#define C nowhere\n" + line + "\n");
        var result = project.evaluate(BpfTarget.BPFEL, List.of(), "?", "NONE");
        assertEquals(List.of(), result.constants());
        assertEquals(List.of(), result.unmatched());
        assertEquals(1, result.messages().size(), result.messages()::toString);
        assertEquals(Severity.WARNING, result.messages().get(0).severity());
        assertTrue(texts(result).get(0).contains(expected), texts(result)::toString);
    }

    @Test
    @DisplayName("costs no run of clang if nothing is asked for")
    void nothing() throws Exception {
        var result = project.evaluate(BpfTarget.BPFEL, List.of());
        assertEquals(new Constants(List.of(), List.of(), List.of(), true), result);
        assertFalse(Files.exists(directory.resolve("target/constants")));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("is not mixed up by evaluating for several targets at once, and again over what the last time left")
    void parallel(BpfTarget first) throws Exception {
        project.write("drop.bpf.c", """
                #if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
                #define ORDER 0x01020304
                #else
                #define ORDER 0x04030201
                #endif
                #define BROKEN nowhere
                """);
        var tasks = new ArrayList<Callable<List<Constants>>>();
        tasks.add(() -> List.of(
                project.evaluate(first, List.of(), "ORDER", "BRO*"),
                project.evaluate(first, List.of(), "ORDER", "BRO*")));
        var second = first == BpfTarget.BPFEL ? BpfTarget.BPFEB : BpfTarget.BPFEL;
        tasks.add(() -> List.of(project.evaluate(second, List.of(), "ORDER", "BRO*")));
        var pool = Executors.newFixedThreadPool(2);
        try {
            var results = pool.invokeAll(tasks);
            project.assertAgreed(results.get(0).get().get(0).constants(), first, List.of());
            project.assertAgreed(results.get(1).get().get(0).constants(), second, List.of());
            assertEquals(results.get(0).get().get(0), results.get(0).get().get(1));
            assertFalse(results.get(0).get().get(0).equals(results.get(1).get().get(0)));
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> texts(Constants result) {
        return result.messages().stream().map(ConstantMessage::text).toList();
    }
}
