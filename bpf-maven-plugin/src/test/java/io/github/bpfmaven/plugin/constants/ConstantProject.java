package io.github.bpfmaven.plugin.constants;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.BuiltinHeaders;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A project with one source whose constants are evaluated; and clang's own opinion of what comes out. */
final class ConstantProject {
    static final Source SOURCE = new Source("net/drop.bpf.c");

    private static final int LONG = 64;

    private final Path base;
    private final Clang clang;
    private final ProjectPaths paths;

    /** @param base of the project, a path of any kind */
    ConstantProject(Path base) throws IOException {
        this(base, base.resolve("src/main/bpf"));
    }

    /** @param sourceDirectory also elsewhere */
    ConstantProject(Path base, Path sourceDirectory) throws IOException {
        this.base = Files.createDirectories(base);
        this.paths = new ProjectPaths(base, sourceDirectory);
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        this.clang =
                new Clang(TestLlvm.home(), paths, new SearchPath(List.of(paths.sourceDirectory()), List.of(headers)));
    }

    void write(String name, String text) throws IOException {
        var file = paths.sourceDirectory().resolve("net").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    ConstantEvaluator evaluator() {
        return new ConstantEvaluator(clang, paths, base.resolve("target/constants"));
    }

    Constants evaluate(BpfTarget target, List<String> arguments, String... patterns) throws Exception {
        return evaluator().evaluate(unit(SOURCE, target, arguments), NamePattern.parse(List.of(patterns)));
    }

    CompileUnit unit(Source source, BpfTarget target, List<String> arguments) {
        return new CompileUnit(
                source,
                new CompileTarget(target, Optional.empty()),
                new CompilerFlags("2", "v3", List.of("MAX_DEFINED=(3 + 4)"), arguments),
                base.resolve("target/" + source.stem() + ".bc"));
    }

    /** Has clang compare constants with the source's own expressions, by {@code _Static_assert}s behind the source. */
    List<ClangDiagnostic> compare(List<CConstant> constants, BpfTarget target, List<String> arguments)
            throws IOException, InterruptedException {
        var check = new Source("net/check.c");
        var text = new StringBuilder("#include \"drop.bpf.c\"\n");
        constants.forEach(constant -> text.append(assertions(constant)));
        write("check.c", text.toString());
        return clang.compile(unit(check, target, arguments)).diagnostics();
    }

    /** Fails unless clang agrees. */
    void assertAgreed(List<CConstant> constants, BpfTarget target, List<String> arguments) throws Exception {
        var errors = compare(constants, target, arguments).stream()
                .filter(diagnostic -> diagnostic.severity() == ClangDiagnostic.Severity.ERROR)
                .toList();
        assertEquals(List.of(), errors);
    }

    private static String assertions(CConstant constant) {
        var name = "(" + constant.name() + ")";
        var value = constant.value();
        if (value instanceof ConstantValue.Int integer) {
            return claim(name + " == " + literal(integer))
                    + claim("sizeof" + name + " == " + integer.bits() / Byte.SIZE)
                    + claim("((__typeof__" + name + ")-1 < (__typeof__" + name + ")1) == " + (integer.signed() ? 1 : 0))
                    + claim("__builtin_types_compatible_p(__typeof__" + name + ", _Bool) == "
                            + (integer.bool() ? 1 : 0));
        }
        if (value instanceof ConstantValue.Float real) {
            return claim(name + " == " + Double.toHexString(real.value()))
                    + claim("sizeof" + name + " == " + real.bytes())
                    + claim("__builtin_classify_type" + name + " == __builtin_classify_type(1.0)");
        }
        var bytes = ((ConstantValue.Text) value).bytes();
        var text = new StringBuilder(claim("sizeof" + name + " == " + (bytes.length + 1)));
        for (var at = 0; at < bytes.length; at++) {
            text.append(claim("(unsigned char)" + name + "[" + at + "] == " + Byte.toUnsignedInt(bytes[at])));
        }
        return text.toString();
    }

    private static String claim(String condition) {
        return "_Static_assert(" + condition + ", \"\");\n";
    }

    /** The bits, in two halves where C has no literal, as a value of the type. */
    private static String literal(ConstantValue.Int integer) {
        var modulus = BigInteger.ONE.shiftLeft(LONG);
        var low = "0x" + integer.value().mod(modulus).toString(16) + "ULL";
        var high = "0x" + integer.value().shiftRight(LONG).mod(modulus).toString(16) + "ULL";
        var wide = "((unsigned __int128)" + high + " << 64 | " + low + ")";
        return integer.signed() ? "(__int128)" + wide : wide;
    }
}
