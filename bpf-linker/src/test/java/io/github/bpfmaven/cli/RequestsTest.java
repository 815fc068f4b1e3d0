package io.github.bpfmaven.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.OutputOptions;
import io.github.bpfmaven.linker.SymbolOptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import picocli.CommandLine.ParameterException;

@DisplayName("What is typed")
final class RequestsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    @DisplayName("is C mode: BTF, nothing optimised again, CPU as compiled")
    void defaults() throws Exception {
        var request = request("-o", "out.o", "a.bc", "lib.a");

        assertEquals(LinkOptions.DEFAULT, request.options());
        assertEquals("out.o", request.name());
        assertEquals(
                List.of(
                        new LinkInput.InFile("a.bc", directory.resolve("a.bc")),
                        new LinkInput.InFile("lib.a", directory.resolve("lib.a"))),
                request.inputs());
        assertEquals(Optional.empty(), request.target());
    }

    @Test
    @DisplayName("is exports mode where symbols are exported, with bpf-linker's defaults")
    void exportsMode() throws Exception {
        var options = request("-o", "out.o", "--export", "a", "in.bc").options();

        assertEquals(SymbolOptions.Mode.EXPORTS, options.symbols().mode());
        assertEquals(Optional.of(OptimizationLevel.O2), options.code().optimization());
        assertEquals(Optional.of("generic"), options.code().cpu());
        assertTrue(options.code().expandMemcpyInOrder());
        assertFalse(options.output().btf());
        assertTrue(options.symbols().memoryBuiltins());
    }

    @Test
    @DisplayName("is C mode all the same with --c, and the symbols stay visible in addition")
    void cModeWithExports() throws Exception {
        var options = request("--c", "--export", "a", "-o", "o", "in.bc").options();

        assertEquals(SymbolOptions.Mode.C, options.symbols().mode());
        assertEquals(Set.of("a"), options.symbols().exports());
        assertTrue(options.output().btf());
    }

    @Test
    @DisplayName("may export several times, and never takes inputs for symbols")
    void exports() throws Exception {
        Files.writeString(directory.resolve("symbols"), "from_file\n\n  indented \r\n");
        var request = request(
                "--export",
                "foo,bar",
                "--export=ayy,lmao",
                "one.bc",
                "--export",
                "x",
                "two.bc",
                "--export-symbols",
                "symbols",
                "-o",
                "out");

        assertEquals(
                Set.of("foo", "bar", "ayy", "lmao", "x", "from_file", "indented"),
                request.options().symbols().exports());
        assertEquals(
                List.of("one.bc", "two.bc"),
                request.inputs().stream().map(LinkInput::name).toList());
    }

    @Test
    @DisplayName("may be what rustc types")
    void rustc() throws Exception {
        Files.writeString(directory.resolve("symbols"), "program\n");
        var arguments = parse(
                "--export-symbols",
                "symbols",
                "symbols.o",
                "cgu.o",
                "-L",
                "d",
                "-L",
                "d",
                "libfoo.rlib",
                "--cpu",
                "generic",
                "-L",
                "d",
                "-o",
                "out",
                "-O0",
                "--debug");
        var request = new Requests(arguments, directory).request();

        assertEquals(
                List.of("symbols.o", "cgu.o", "libfoo.rlib"),
                request.inputs().stream().map(LinkInput::name).toList());
        assertEquals(Optional.of(OptimizationLevel.O0), request.options().code().optimization());
        assertEquals(List.of("-L", "--debug"), arguments.ignored());
    }

    @Test
    @DisplayName("may have flags that bpf-linker no longer has")
    void oldFlags() throws Exception {
        var arguments = parse(
                "-flavor",
                "gnu",
                "--flavor",
                "gnu",
                "-l",
                "c",
                "--lib",
                "m",
                "--rsp-quoting",
                "posix",
                "--no-entry",
                "--gc-sections",
                "--strip-debug",
                "--strip-all",
                "--allow-bpf-trap",
                "-o",
                "o",
                "in.bc");

        assertEquals(
                List.of(
                        "--lib",
                        "--rsp-quoting",
                        "--flavor",
                        "--no-entry",
                        "--gc-sections",
                        "--strip-debug",
                        "--strip-all",
                        "--allow-bpf-trap"),
                arguments.ignored());
    }

    @Test
    @DisplayName("says what code and which output")
    void allOptions() throws Exception {
        var options = request(
                        "--unroll-loops",
                        "--ignore-inline-never",
                        "--disable-memory-builtins",
                        "--expand-memcpy-in-order",
                        "--stack-size",
                        "1024",
                        "--llvm-args=--a=1,-b",
                        "--llvm-args",
                        "x",
                        "--cpu",
                        "v1",
                        "--cpu-features=+alu32,-dwarfris",
                        "--whole-archive",
                        "--allow-undefined",
                        "--keep-dwarf",
                        "--dump-module",
                        "dumps",
                        "-O1",
                        "-Os",
                        "--emit",
                        "asm",
                        "--emit=obj",
                        "-o",
                        "o",
                        "in.bc")
                .options();

        assertTrue(options.code().unrollLoops());
        assertTrue(options.code().ignoreInlineNever());
        assertTrue(options.code().expandMemcpyInOrder());
        assertEquals(OptionalInt.of(1024), options.code().stackSize());
        assertEquals(List.of("--a=1", "-b", "x"), options.code().llvmArguments());
        assertEquals(Optional.of("v1"), options.code().cpu());
        assertEquals(Optional.of("+alu32,-dwarfris"), options.code().features());
        assertEquals(Optional.of(OptimizationLevel.OS), options.code().optimization(), "the last one");
        assertEquals(OutputOptions.Kind.ASSEMBLY, options.output().kind(), "the first one");
        assertEquals(Optional.of(directory.resolve("dumps")), options.output().dumpDirectory());
        assertTrue(options.output().dwarf());
        assertTrue(options.symbols().wholeArchive());
        assertTrue(options.symbols().allowUndefined());
        assertFalse(options.symbols().memoryBuiltins());
    }

    @Test
    @DisplayName("can turn BTF off in C mode and on in exports mode, and copying in order off")
    void switches() throws Exception {
        assertFalse(request("--no-btf", "-o", "o", "in.bc").options().output().btf());
        var options = request(
                        "--btf",
                        "--disable-expand-memcpy-in-order",
                        "--export",
                        "a",
                        "--fatal-errors=false",
                        "-o",
                        "o",
                        "in.bc")
                .options();
        assertTrue(options.output().btf());
        assertFalse(options.code().expandMemcpyInOrder());
    }

    @ParameterizedTest
    @CsvSource({"bpfel, BPFEL", "bpfeb, BPFEB", "bpfel-unknown-none, BPFEL", "bpfeb-unknown-none, BPFEB"})
    @DisplayName("names a target as rustc and clang do")
    void targets(String triple, BpfTarget target) throws Exception {
        assertEquals(
                Optional.of(target),
                request("--target", triple, "-o", "o", "in.bc").target());
    }

    @Test
    @DisplayName("means this machine's byte order by bpf")
    void hostTarget() throws Exception {
        assertEquals(
                Optional.of(BpfTarget.host()),
                request("--target=bpf", "-o", "o", "in.bc").target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--cpu v9 -o o in.bc",
                "--cpu-features alu32 -o o in.bc",
                "--target x86_64 -o o in.bc",
                "-O9 -o o in.bc",
                "--emit exe -o o in.bc",
                "--stack-size 0 -o o in.bc",
                "--btf --no-btf -o o in.bc",
                "-o ./in.bc in.bc",
            })
    @DisplayName("is refused if it makes no sense")
    void nonsense(String line) {
        assertThrows(UsageException.class, () -> request(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.bc", "-o o", "-o o --no-such-flag in.bc", "-o o --stack-size many in.bc"})
    @DisplayName("is refused if something is missing or unknown")
    void unparsable(String line) {
        assertThrows(ParameterException.class, () -> request(line.split(" ")));
    }

    private LinkRequest request(String... line) throws Exception {
        return new Requests(parse(line), directory).request();
    }

    private static Arguments parse(String... line) {
        var arguments = new Arguments();
        Main.parser(arguments).parseArgs(line);
        return arguments;
    }
}
