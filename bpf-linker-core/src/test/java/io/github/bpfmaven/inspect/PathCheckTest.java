package io.github.bpfmaven.inspect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.inspect.TextJudge.Role;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.Finding.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The path check")
final class PathCheckTest {
    private static final String PROGRAM = """
            const volatile char where[] = WHERE;
            SEC("xdp") int pass(struct xdp_md *ctx) { return where[ctx->ingress_ifindex & 7]; }
            char LICENSE[] SEC("license") = "GPL";
            """;

    private static final MachineNames MACHINE = new MachineNames(
            List.of("/srv/ci/job-17", "C:\\work\\checkout"), List.of("mallory", "root"), List.of("build-host-3"));

    @Test
    @DisplayName("finds nothing in an object that was compiled with relative paths")
    void clean(@TempDir Path directory) throws Exception {
        var object = InspectedObject.bytes(PROGRAM, BpfTarget.BPFEL, directory, "-DWHERE=\"/sys/fs/bpf/pins\"");
        assertEquals(List.of(), new PathCheck(machine(directory)).check(object));
    }

    @Test
    @DisplayName("finds the absolute path of a source in .BTF, in DWARF and in the symbol table, with its offset")
    void absoluteSource(@TempDir Path directory) throws Exception {
        var header = Files.writeString(
                directory.resolve("inlined.h"),
                "static __attribute__((noinline)) int other(int a) { return a * 3; }\n");
        var object = InspectedObject.bytes(
                PROGRAM + "SEC(\"tc\") int second(struct __sk_buff *skb) { return other(skb->len); }",
                BpfTarget.BPFEB,
                directory,
                "-DWHERE=\"x\"",
                "-include",
                header.toAbsolutePath().toString(),
                "-fdebug-compilation-dir=" + directory);
        for (var machine : List.of(MachineNames.none(), machine(directory))) {
            var leaks = new PathCheck(machine).check(object);
            assertTrue(leaks.stream().allMatch(leak -> leak.severity() == Severity.ERROR), leaks::toString);
            var sections = leaks.stream().map(Leak::section).distinct().toList();
            assertTrue(
                    sections.contains(".BTF") && sections.stream().anyMatch(name -> name.startsWith(".debug")),
                    leaks::toString);
        }
        var first = new PathCheck(MachineNames.none())
                .check(object).stream()
                        .filter(leak -> leak.section().equals(".BTF"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(
                first.message()
                        .matches("section \\.BTF, offset 0x[0-9a-f]+: the absolute path of a source file: \"/.*\""),
                first::message);
        var elf = ElfFile.read(object);
        var data = elf.section(".BTF").orElseThrow().data();
        assertEquals(
                first.text(),
                new String(data, (int) first.offset(), first.text().length(), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("finds __FILE__ in the data of a program: an error if it is this build's, else a warning")
    void file(@TempDir Path directory) throws Exception {
        var object = InspectedObject.bytes(PROGRAM, BpfTarget.BPFEL, directory, "-DWHERE=\"/home/mallory/drop.bpf.c\"");
        var elsewhere = new PathCheck(MachineNames.none()).check(object);
        assertEquals(
                List.of(Severity.WARNING),
                elsewhere.stream().map(Leak::severity).distinct().toList());
        assertTrue(elsewhere.stream().anyMatch(leak -> leak.section().equals(".rodata")), elsewhere::toString);
        var here = new PathCheck(new MachineNames(List.of("/home/mallory"), List.of(), List.of())).check(object);
        assertEquals(Severity.ERROR, here.get(0).severity());
        assertEquals(Leak.Kind.BUILD_DIRECTORY, here.get(0).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sys/fs/bpf",
                "/proc/%d/comm",
                "/tmp/agent.sock",
                "/dev/null",
                "https://example.org/home/x",
                "ratio a:b/c",
                "and/or",
                "/srv/ci/job-170/x",
                "commallory",
                "run as root"
            })
    @DisplayName("lets programs speak of what every machine has")
    void harmless(String text) {
        assertTrue(new TextJudge(MACHINE).judge(text, Role.TEXT).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, /srv/ci/job-17/drop.bpf.c, ERROR, BUILD_DIRECTORY",
        "TEXT, see /srv/ci/job-17, ERROR, BUILD_DIRECTORY",
        "TEXT, C:/work/checkout/drop.bpf.c, ERROR, BUILD_DIRECTORY",
        "NAME, C:\\work\\checkout\\drop.bpf.c, ERROR, BUILD_DIRECTORY",
        "FILE_NAME, /usr/include/stdio.h, ERROR, ABSOLUTE_FILE_NAME",
        "FILE_NAME, D:\\a\\b.c, ERROR, ABSOLUTE_FILE_NAME",
        "FILE_NAME, \\\\server\\share\\b.c, ERROR, ABSOLUTE_FILE_NAME",
        "TEXT, /Users/ann/x, WARNING, HOME_DIRECTORY",
        "TEXT, C:\\Users\\ann\\x, WARNING, HOME_DIRECTORY",
        "TEXT, open /root/x failed, WARNING, HOME_DIRECTORY",
        "TEXT, made by Mallory, WARNING, USER",
        "FILE_NAME, ../../home/mallory/drop.bpf.c, ERROR, USER",
        "FILE_NAME, ..\\Users\\Mallory\\drop.bpf.c, ERROR, USER",
        "FILE_NAME, gen/BUILD-HOST-3/drop.bpf.c, ERROR, HOST",
        "TEXT, on build-host-3., WARNING, HOST"
    })
    @DisplayName("finds directories of the build, homes, users and hosts")
    void found(Role role, String text, Severity severity, Leak.Kind kind) {
        assertEquals(
                new TextJudge.Verdict(severity, kind),
                new TextJudge(MACHINE).judge(text, role).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../mallory/drop.bpf.c",
                "mallory.bpf.c",
                "src/home/mallory.h",
                "db/home/mallory_/x.h",
                "src/db.c"
            })
    @DisplayName("lets files be called as somebody is, and as a machine with a short name")
    void harmlessFile(String name) {
        var machine = new MachineNames(List.of(), List.of("mallory"), List.of("db"));
        assertTrue(new TextJudge(machine).judge(name, Role.FILE_NAME).isEmpty());
    }

    @Test
    @DisplayName(
            "looks for no directory that says nothing: a home that Java doesn't know, a container's /app, a drive's first")
    void emptyWords() {
        var machine = new MachineNames(
                List.of("?", "", "relative/place", "/app", "/workspace/", "C:\\work", "/app/agent", "C:\\work\\me"),
                List.of(),
                List.of());
        assertEquals(List.of("/app/agent", "C:/work/me"), machine.directories());
        var judge = new TextJudge(machine);
        assertTrue(judge.judge("return bytes / count > 1 ? 1 : 2;", Role.TEXT).isEmpty());
        assertTrue(judge.judge("/app/control.sock", Role.TEXT).isEmpty());
        assertEquals(
                Severity.ERROR,
                judge.judge("/app/main.c", Role.FILE_NAME).orElseThrow().severity());
    }

    @Test
    @DisplayName("takes no variable for a person")
    void variable() {
        assertTrue(new TextJudge(MACHINE).judge("mallory", Role.NAME).isEmpty());
    }

    private static MachineNames machine(Path directory) {
        return new MachineNames(List.of(directory.toString()), List.of(), List.of());
    }
}
