package io.github.bpfmaven.cli;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestTools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("java -jar bpf-linker.jar")
final class BpfLinkerIT {
    private static final String PROGRAM = """
            #define SEC(name) __attribute__((section(name), used))
            int twice(int x);
            int count;
            SEC("tc") int program(void *ctx) { return twice(count++); }
            char LICENSE[] SEC("license") = "GPL";
            """;
    private static final String LIBRARY = "int twice(int x) { return x * 2; }\n";

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void compile() throws Exception {
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("program.c"), PROGRAM);
        Files.writeString(directory.resolve("lib.c"), LIBRARY);
        Files.move(clang.bitcode("program.c", BpfTarget.host()), directory.resolve("program.bc"));
        Files.move(clang.bitcode("lib.c", BpfTarget.host()), directory.resolve("lib.bc"));
        TestTools.run(directory, "llvm-ar", "rcs", "lib.a", "lib.bc");
    }

    @Test
    @DisplayName("links a program with a static library of bitcode, silently; the kernel loads the object")
    void seedCase() throws Exception {
        var run = run("-o", "out.o", "program.bc", "lib.a");

        assertEquals(new Run(0, "", ""), run);
        assertEquals(
                ElfFile.EM_BPF,
                ElfFile.read(Files.readAllBytes(directory.resolve("out.o"))).machine());
        Kernel.require();
        var loaded = Kernel.load(directory.resolve("out.o"));
        assertEquals(0, loaded.status(), loaded::output);
    }

    @Test
    @DisplayName("writes a map of symbols, sizes and inputs")
    void mapFile() throws Exception {
        assertEquals(0, run("-o", "out.o", "--map-file", "out.map", "program.bc", "lib.a").status);

        assertEquals("""
                # out.o

                section                      offset     size          symbol (input)
                .bss                     0x00000000        4  global  count (program.bc)
                license                  0x00000000        4  global  LICENSE (program.bc)
                tc                       0x00000000       64  global  program (program.bc)

                inlined, dropped or replaced by another input's:
                twice (lib.a(lib.bc))

                bytes by input:
                         0 in 0 symbols: lib.a(lib.bc)
                        72 in 3 symbols: program.bc
                """, Files.readString(directory.resolve("out.map")));
    }

    @Test
    @DisplayName("says what is wrong with its place in front, ends with 1, and takes an old output away")
    void errors() throws Exception {
        Files.writeString(directory.resolve("out.o"), "from an earlier run");
        var run = run("-o", "out.o", "program.bc");

        assertEquals(1, run.status);
        assertTrue(run.err.startsWith("program.c:4:43: error: undefined symbol 'twice', used by 'program'"), run.err);
        assertEquals("", run.out);
        assertFalse(Files.exists(directory.resolve("out.o")), "make would take it for new");
    }

    @Test
    @DisplayName("tells below LLVM's words why such a thing fails, and what to do")
    void explanation() throws Exception {
        Files.writeString(
                directory.resolve("float.c"),
                PROGRAM.replace("twice(count++)", "count * 1.5f").replace("int twice(int x);", ""));
        Files.move(new TestClang(directory).bitcode("float.c", BpfTarget.host()), directory.resolve("float.bc"));
        var run = run("-o", "out.o", "float.bc");

        assertEquals(1, run.status);
        assertTrue(run.err.contains("error: a call of '__mulsf3' is left"), run.err);
        assertTrue(run.err.contains("\nbpf-linker: soft-float: BPF has no float and no double"), run.err);
        assertEquals(1, run.err.split("What to do: ", -1).length - 1, run.err);
    }

    @Test
    @DisplayName("names every input that isn't there")
    void missingInputs() throws Exception {
        var run = run("-o", "out.o", "one.bc", "program.bc", "two.bc");

        assertEquals(new Run(1, "", """
                        bpf-linker: error: one.bc does not exist [missing-input]
                        bpf-linker: error: two.bc does not exist [missing-input]
                        """), run);
    }

    @Test
    @DisplayName("ends with 2 on wrong usage")
    void usage() throws Exception {
        var run = run("-o", "out.o", "--cpu", "v9", "program.bc");

        assertEquals(2, run.status);
        assertTrue(run.err.startsWith("bpf-linker: error: unknown CPU 'v9'; there are generic, probe, v1"), run.err);
    }

    @Test
    @DisplayName("prints help and version to standard output")
    void help() throws Exception {
        assertTrue(run("--help").out.contains("--export-symbols=FILE"));
        assertTrue(run("--version").out.matches("(?s)bpf-linker \\S+ \\(bpf-maven-plugin\\), LLVM 20\\.1\\.7\\R"));
    }

    @Test
    @DisplayName("appends what it says to a log file, with notes if they are wanted")
    void logFile() throws Exception {
        var log = directory.resolve("log");
        run("-o", "out.o", "--log-file", "log", "program.bc");
        run("-o", "out.o", "--log-file", "log", "--log-level", "info", "-L", "x", "program.bc", "lib.a");

        var lines = Files.readAllLines(log);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("undefined symbol 'twice'"));
        assertEquals("bpf-linker: note: -L has no effect", lines.get(1));
    }

    @Test
    @DisplayName("says how to get LLVM where there is none")
    void noLlvm() throws Exception {
        var nowhere = run(Map.of(), List.of("-Dmaven.repo.local=nowhere"), "-o", "out.o", "program.bc", "lib.a");
        assertEquals(1, nowhere.status);
        assertTrue(nowhere.err.contains("there is no LLVM 20.1.7 in nowhere"), nowhere.err);
        assertTrue(nowhere.err.contains(":install-toolchain"), nowhere.err);

        var wrong = run(Map.of("BPF_LLVM_HOME", directory.toString()), List.of(), "-o", "out.o", "program.bc", "lib.a");
        assertEquals(1, wrong.status);
        assertTrue(wrong.err.contains("BPF_LLVM_HOME names " + directory + ", which has no libjniLLVM"), wrong.err);
    }

    @Test
    @DisplayName("takes LLVM from --llvm before the environment")
    void llvmOption() throws Exception {
        var run = run(
                Map.of("BPF_LLVM_HOME", "/nowhere"),
                List.of(),
                "--llvm",
                TestLlvm.home().directory().toString(),
                "-o",
                "out.o",
                "program.bc",
                "lib.a");
        assertEquals(new Run(0, "", ""), run);
    }

    @Test
    @DisplayName("emits other kinds, whose bitcode links to the same object")
    void emit() throws Exception {
        assertEquals(0, run("-o", "direct.o", "program.bc", "lib.a").status);
        assertEquals(0, run("--emit=llvm-ir", "-o", "out.ll", "program.bc", "lib.a").status);
        assertEquals(0, run("--emit=llvm-bc", "-o", "out.bc", "program.bc", "lib.a").status);
        assertEquals(0, run("--emit=asm", "-o", "out.s", "program.bc", "lib.a").status);
        assertEquals(0, run("-o", "again.o", "out.bc").status);

        assertTrue(Files.readString(directory.resolve("out.ll")).contains("define"));
        assertTrue(Files.readString(directory.resolve("out.s")).contains(".globl\tprogram"));
        var direct = ElfFile.read(Files.readAllBytes(directory.resolve("direct.o")));
        var again = ElfFile.read(Files.readAllBytes(directory.resolve("again.o")));
        assertArrayEquals(
                direct.section("tc").orElseThrow().data(),
                again.section("tc").orElseThrow().data());
    }

    @Test
    @DisplayName("is a linker for make, which builds again only what has changed")
    void make() throws Exception {
        assumeTrue(onPath("make"), "make is not installed");
        Files.writeString(directory.resolve("Makefile"), """
                out.o: program.bc lib.a
                	$(BPF_LINKER) -o $@ $^
                """);
        var first = runMake();
        assertTrue(first.contains("-o out.o program.bc lib.a"), first);
        assertTrue(Files.exists(directory.resolve("out.o")));
        assertTrue(runMake().contains("up to date"));
    }

    private String runMake() throws Exception {
        var linker = String.join(" ", command(List.of()));
        var process = new ProcessBuilder("make", "BPF_LINKER=" + linker)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        process.environment().put("BPF_LLVM_HOME", TestLlvm.home().directory().toString());
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, running.waitFor(), output);
        return output;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private Run run(String... arguments) throws Exception {
        return run(Map.of("BPF_LLVM_HOME", TestLlvm.home().directory().toString()), List.of(), arguments);
    }

    private Run run(Map<String, String> environment, List<String> jvm, String... arguments) throws Exception {
        var command = command(jvm);
        command.addAll(List.of(arguments));
        var errors = directory.resolve("stderr");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().remove("BPF_LLVM_HOME");
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output, Files.readString(errors));
    }

    private static List<String> command(List<String> jvm) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of("-jar", Path.of(System.getProperty("bpf.linkerJar")).toString()));
        return command;
    }

    private record Run(int status, String out, String err) {}
}
