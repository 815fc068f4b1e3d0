package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The program that guests run")
final class GuestProgramTest {
    private static final Path SOURCE = Path.of("src/main/guest/init.c").toAbsolutePath();

    @TempDir
    private Path directory;

    static Stream<Machine> machines() {
        return GuestProgram.MACHINES.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    @DisplayName("is what clang and lld make of its source, byte for byte (-Dguest.write=true writes it)")
    void isMadeOfItsSource(Machine machine) throws Exception {
        assumeTrue("Linux".equals(System.getProperty("os.name")), "lld is only taken out of LLVM's jar for Linux here");
        var program = directory.resolve("init");
        compile(machine, directory.resolve("init.o"));
        link(directory.resolve("init.o"), program);
        var made = Files.readAllBytes(program);
        if (Boolean.getBoolean("guest.write")) {
            Files.write(
                    Path.of(
                                    "src/main/resources",
                                    GuestProgram.class.getPackageName().replace('.', '/'))
                            .resolve("init-" + GuestProgram.name(machine)),
                    made);
            return;
        }
        assertArrayEquals(made, GuestProgram.of(machine), "mvn test -Dtest=GuestProgramTest -Dguest.write=true");
    }

    private void compile(Machine machine, Path object) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                TestLlvm.home().clang().toString(), "--target=" + GuestProgram.name(machine) + "-unknown-linux"));
        if (machine == Machine.RISCV64) {
            command.add("-mno-relax");
        }
        command.addAll(List.of("-Oz", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-fno-builtin"));
        command.addAll(List.of("-fno-pic", "-fno-stack-protector"));
        command.addAll(List.of("-fno-asynchronous-unwind-tables", "-fno-unwind-tables", "-fno-ident"));
        command.addAll(List.of("-c", SOURCE.getFileName().toString(), "-o", object.toString()));
        run(command);
    }

    private void link(Path object, Path program) throws IOException, InterruptedException {
        // LLVM's jar has lld, which the plugin has no use for and does not unpack.
        var lld = directory.resolve("lld");
        var entry = "org/bytedeco/llvm/" + System.getProperty("bpf.test.classifier") + "/lld";
        try (var in = TestLlvm.class.getClassLoader().getResourceAsStream(entry)) {
            Files.copy(in, lld);
        }
        lld.toFile().setExecutable(true);
        run(List.of(
                lld.toString(),
                "-flavor",
                "gnu",
                "-static",
                "-s",
                "-z",
                "norelro",
                "-z",
                "noseparate-code",
                "-z",
                "max-page-size=4096",
                "--build-id=none",
                "--no-eh-frame-hdr",
                "-o",
                program.toString(),
                object.toString()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(SOURCE.getParent().toFile())
                .redirectErrorStream(true);
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        TestLlvm.home().libraryDirectory().toAbsolutePath().toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
