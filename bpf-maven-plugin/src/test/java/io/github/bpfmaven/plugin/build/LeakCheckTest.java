package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.inspect.PathCheck;
import io.github.bpfmaven.object.Finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An object that tells of the machine that builds")
final class LeakCheckTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("fails the build, with section and offset")
    void fails() throws Exception {
        var project = new BuildProject(directory, WORKERS);
        project.write(
                "where.bpf.c",
                "const char where[] = \"" + directory.resolve("secret") + "\";\n"
                        + BuildProject.program("return where[(long) ctx & 7];"));
        assertThrows(BuildFailedException.class, project::build);
        assertTrue(
                project.log().stream()
                        .anyMatch(line -> line.startsWith("SEVERE ")
                                && line.contains(
                                        "the object tells of this machine: section .rodata, offset 0x0: a directory"
                                                + " of this build: \"" + directory.resolve("secret"))
                                && line.contains(
                                        "; take it out of the source, or out of <defines> and <compilerArgs>")),
                project.log()::toString);
    }

    @Test
    @DisplayName("by the name of a header, is told which parameter gives it another one")
    void headerOfAnArgument() throws Exception {
        var project = new BuildProject(directory.resolve("project"), WORKERS);
        var other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("own.h"), "static int own(int x) { return x + *(volatile int *) 0; }\n");
        project.arguments = List.of("-I" + other);
        project.write("where.bpf.c", "#include <own.h>\n" + BuildProject.program("return own(1);"));
        assertThrows(BuildFailedException.class, project::build);
        assertTrue(
                project.log().stream()
                        .anyMatch(line -> line.contains("the absolute path of a source file: \"")
                                && line.contains("other/own.h\"; name its directory in <includeDirectories>")),
                project.log()::toString);
    }

    @Test
    @DisplayName("is something else than a program that speaks of files that every machine has")
    void everywhere() throws Exception {
        var project = new BuildProject(directory, WORKERS);
        project.write(
                "where.bpf.c",
                "const char where[] = \"/sys/fs/bpf/map\";\n" + BuildProject.program("return where[(long) ctx & 7];"));
        assertInstanceOf(BuildResult.Built.class, project.build());
    }

    private BuildProject withHeaders(Path base) throws Exception {
        var project = new BuildProject(base, WORKERS);
        project.write("buildbox/own.h", "static int own(int x) { return x + *(volatile int *) 0; }\n");
        project.write("alice/own.h", "static int alice(int x) { return x + *(volatile int *) 8; }\n");
        var generated = Files.createDirectories(project.file("target/gen/buildbox"));
        Files.writeString(generated.resolve("made.h"), "static int made(int x) { return x + *(volatile int *) 16; }\n");
        return project;
    }

    /** Quoted lines of the source are but warned of. */
    private static List<Leak> leaks(BuildProject project, String host) throws Exception {
        project.build();
        var object = Files.readAllBytes(project.file("target/generated-resources/bpf/it/where_bpfel.o"));
        var leaks = new LeakCheck(project.request(), List.of("alice"), List.of(host));
        return leaks.real(new PathCheck(leaks.names()).check(object)).stream()
                .filter(leak -> leak.severity() == Finding.Severity.ERROR)
                .toList();
    }

    @Test
    @DisplayName("may have files that are called as an account or the machine is, if they are the project's own")
    void ownFiles() throws Exception {
        var project = withHeaders(directory);
        project.write(
                "where.bpf.c",
                "#include \"buildbox/own.h\"\n#include \"alice/own.h\"\n"
                        + BuildProject.program("return own(alice(1));"));
        assertEquals(List.of(), leaks(project, "buildbox"));
    }

    @Test
    @DisplayName("tells of it by the name of a file that a generator has put below its machine's name")
    void generatedFiles() throws Exception {
        var project = withHeaders(directory);
        project.write(
                "where.bpf.c",
                "#include \"../../../target/gen/buildbox/made.h\"\n" + BuildProject.program("return made(1);"));
        var leaks = leaks(project, "BuildBox");
        assertEquals(List.of(Leak.Kind.HOST), leaks.stream().map(Leak::kind).toList());
        assertTrue(leaks.get(0).text().endsWith("target/gen/buildbox/made.h"), leaks::toString);
        assertEquals(List.of(), leaks(project, "made"), "a word of any name");
    }

    @Test
    @DisplayName("tells of an account by the name of a file below its home, wherever that is seen from")
    void home() throws Exception {
        var project = withHeaders(directory.resolve("work/project"));
        var home = Files.createDirectories(directory.resolve("work/home/alice"));
        Files.writeString(home.resolve("x.h"), "static int made(int x) { return x + *(volatile int *) 16; }\n");
        project.write(
                "where.bpf.c", "#include \"../../../../home/alice/x.h\"\n" + BuildProject.program("return made(1);"));
        var leaks = leaks(project, "buildbox");
        assertEquals(List.of(Leak.Kind.USER), leaks.stream().map(Leak::kind).toList());
        assertTrue(leaks.get(0).text().endsWith("../home/alice/x.h"), leaks::toString);
    }
}
