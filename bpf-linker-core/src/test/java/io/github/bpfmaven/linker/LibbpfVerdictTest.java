package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.DeclarationCheck.Declared;
import io.github.bpfmaven.llvm.ReadDeclarations;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code bpftool gen object} links with libbpf's static linker, which refuses what does not agree. */
@DisplayName("What two sources say of a symbol")
final class LibbpfVerdictTest {
    private static final BpfTarget TARGET = BpfTarget.BPFEL;

    private static final String STRUCT = "struct s { int a; int b; };";
    private static final String MAP = "int (*type)[1]; int (*max_entries)[16]; int *key; long *value;";

    /** Where both agree. */
    private static final List<Pair> COMMON = List.of(
            variable("int x", "int x"),
            variable("int x", "long x"),
            variable("long x", "long long x"),
            variable("const volatile int x", "int x"),
            variable("int x", "unsigned int x"),
            variable("_Bool x", "char x"),
            variable("int x[4]", "int x[4]"),
            variable("int x[]", "int x[4]"),
            variable("int x[4]", "long x[4]"),
            variable("int x", "int x[1]"),
            variable("double x", "long x"),
            variable("enum e { A } x", "enum e { A, B } x"),
            variable("enum e { A } x", "enum f { A } x"),
            variable("enum e { A } x", "unsigned int x"),
            variable(STRUCT + " struct s x", STRUCT + " struct s x"),
            variable("struct s { int a; long b; } x", "struct s { int a; int b; } x"),
            variable("struct s { int a; int c; } x", "struct s { int a; int b; } x"),
            variable("struct s { int a; } x", "struct s { int a; int b; } x"),
            variable("struct s { int a; int b; } x", "struct t { int a; int b; } x"),
            variable("struct { int a; int b; } x", "struct { int a; int b; } x"),
            variable("struct { int a; int b; } x", STRUCT + " struct s x"),
            variable("union s { int a; int b; } x", STRUCT + " struct s x"),
            variable("struct { int a : 3; int b : 4; } x", "struct { int a : 4; int b : 4; } x"),
            variable("struct s *x", STRUCT + " struct s *x"),
            variable("struct s { long z; } *x", STRUCT + " struct s *x"),
            variable("struct t *x", STRUCT + " struct s *x"),
            variable("union s *x", STRUCT + " struct s *x"),
            variable("void *x", "char *x"),
            variable("int *x", "long *x"),
            variable("int *x", "unsigned int *x"),
            variable("int **x", "int *x"),
            variable("int (*x)(int)", "int (*x)(int)"),
            variable("int (*x)(int)", "int (*x)(long)"),
            variable("typeof(int) *x", "const volatile int *x"),
            function("int f(int a)", "int f(int b)"),
            function("int f(int a)", "int f(long b)"),
            function("int f(int a)", "long f(int b)"),
            function("void f(int a)", "int f(int b)"),
            function("int f(int a)", "int f(int a, int b)"),
            function("int f(struct s *a)", STRUCT + " int f(struct s *a)"),
            function("int f(void *a)", STRUCT + " int f(struct s *a)"),
            map(MAP, MAP),
            map(MAP, MAP.replace("type)[1]", "type)[2]")),
            map(MAP, MAP.replace("[16]", "[32]")),
            map(MAP, MAP.replace("long *value", "int *value")),
            map(MAP, MAP.replace("long *value", "struct v { int a; int b; } *value")),
            map(
                    MAP.replace("long *value", "struct v { int a; } *value"),
                    MAP.replace("long *value", "struct v { int a; } *value")),
            map(
                    MAP.replace("long *value", "struct v { int a; } *value"),
                    MAP.replace("long *value", "struct v { int b; } *value")),
            map(MAP, MAP.replace("int *key", "unsigned int *key")),
            map(MAP, MAP.replace("int *key", "int (*key_size)[4]")),
            map(MAP, MAP + " int (*map_flags)[1];"),
            map(MAP, MAP + " int (*map_flags)[0];"),
            map(MAP, MAP + " int (*pinning)[1];"),
            map(MAP, MAP + " int (*numa_node)[1];"),
            map(inner(MAP), inner(MAP)),
            map(inner(MAP), inner(MAP.replace("[16]", "[32]"))));

    /** Where memory would be taken for another's, and libbpf does not look. */
    private static final List<Pair> STRICTER = List.of(
            variable("int x[8]", "int x[4]"),
            variable("struct { int a; } x", "struct { int a; } __attribute__((aligned(16))) x"));

    /** What C allows. */
    private static final List<Pair> LAXER = List.of(
            function("int f()", "int f(int a)"),
            variable("struct s x", STRUCT + " struct s x"),
            map(
                    MAP.replace("long *value", "struct v *value"),
                    MAP.replace("long *value", "struct v { int a; } *value")));

    /** @param use what the first source does with it */
    private record Pair(String declared, String defined, String use) {
        @Override
        public String toString() {
            return declared + " | " + defined;
        }

        String symbol() {
            return use.startsWith("f") ? "f" : "x";
        }

        String first() {
            return declared + ";\n__attribute__((section(\"xdp\"))) long program(void *ctx) { return (long)" + use
                    + "; }\n";
        }

        String second() {
            return defined + "\nchar LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n";
        }
    }

    private static Pair variable(String declared, String defined) {
        // A struct comes before the extern, where it is written in front of the variable.
        var split = declared.lastIndexOf("; ") > declared.lastIndexOf('}') ? declared.lastIndexOf("; ") + 2 : 0;
        return new Pair(declared.substring(0, split) + "extern " + declared.substring(split), defined + ";", "&x");
    }

    private static Pair function(String declared, String defined) {
        var returnsNothing = declared.startsWith("void");
        return new Pair(declared, defined + " { return 0; }", returnsNothing ? "f" : "f(0)");
    }

    private static Pair map(String declared, String defined) {
        return new Pair(
                "struct v; extern struct { " + declared + " } x __attribute__((section(\".maps\")))",
                "struct { " + defined + " } x __attribute__((section(\".maps\"), used));",
                "&x");
    }

    private static String inner(String definition) {
        return "int (*type)[12]; int (*max_entries)[1]; int *key; struct { " + definition + " } *values[];";
    }

    @Test
    @DisplayName("is refused where libbpf refuses it, but for what C takes for one type, and for lengths")
    void verdicts(@TempDir Path directory) throws Exception {
        Kernel.require();
        var clang = new TestClang(directory);
        var all = new ArrayList<Pair>(COMMON);
        all.addAll(STRICTER);
        all.addAll(LAXER);
        var accepted = new ArrayList<Boolean>();
        var bitcode = new ArrayList<Path>();
        for (var i = 0; i < all.size(); i++) {
            var main = "main" + i + ".c";
            var library = "library" + i + ".c";
            Files.writeString(directory.resolve(main), all.get(i).first());
            Files.writeString(directory.resolve(library), all.get(i).second());
            bitcode.add(clang.bitcode(main, TARGET));
            bitcode.add(clang.bitcode(library, TARGET));
            accepted.add(link(directory, clang.object(main, TARGET), clang.object(library, TARGET)));
        }

        var modules = ReadDeclarations.of(TARGET.byteOrder(), bitcode);

        var surprises = new ArrayList<String>();
        for (var i = 0; i < all.size(); i++) {
            var pair = all.get(i);
            var found = check(pair.symbol(), modules.get(2 * i), modules.get(2 * i + 1));
            // In the lists of what is judged in another way, each has to be.
            if (COMMON.contains(pair) != (found.isEmpty() == accepted.get(i))) {
                surprises.add(pair + ": libbpf " + (accepted.get(i) ? "accepts it" : "refuses it") + ", here "
                        + found.map(Diagnostic::message).orElse("it is accepted"));
            }
        }
        assertEquals("", String.join("\n", surprises));
    }

    private static Optional<Diagnostic> check(
            String symbol, Map<String, ReadDeclarations.Answer> first, Map<String, ReadDeclarations.Answer> second) {
        return new DeclarationCheck()
                .compare(
                        symbol,
                        new Declared("a", first.get(symbol).declaration().orElseThrow()),
                        new Declared("b", second.get(symbol).declaration().orElseThrow()))
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    /** Whether libbpf links them. */
    private static boolean link(Path directory, Path first, Path second) throws Exception {
        var process = new ProcessBuilder(
                        "bpftool",
                        "gen",
                        "object",
                        directory.resolve("linked.o").toString(),
                        first.toString(),
                        second.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var linked = process.waitFor() == 0;
        // Anything else that it could complain of would say nothing of types.
        assertEquals(!linked, output.contains("global '"), output);
        return linked;
    }
}
