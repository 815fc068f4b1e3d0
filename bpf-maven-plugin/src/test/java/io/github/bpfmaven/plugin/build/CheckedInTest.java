package io.github.bpfmaven.plugin.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Objects that are checked in")
final class CheckedInTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final Path CACHE = TestLlvm.home().directory().getParent();
    private static final String SYSTEM = System.getProperty("os.name");
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    @TempDir
    private Path directory;

    private BuildProject project;

    @BeforeEach
    void update() throws Exception {
        project = new BuildProject(directory.resolve("project"), WORKERS);
        project.cache = Optional.of(CACHE);
        project.targets = List.of("bpfel", "bpfeb");
        project.builtinHeaders = true;
        project.write("net/drop.bpf.c", """
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>
                #include "limit.h"
                #define MAX_PORTS 16
                struct event { int port; };
                struct {
                	__uint(type, BPF_MAP_TYPE_ARRAY);
                	__type(key, int);
                	__type(value, struct event);
                	__uint(max_entries, 4);
                } events SEC(".maps");
                char LICENSE[] SEC("license") = "GPL";
                SEC("xdp")
                int drop(struct xdp_md *ctx)
                {
                	int key = 0;
                	struct event *event = bpf_map_lookup_elem(&events, &key);
                	return event && event->port > LIMIT ? 1 : 2;
                }
                """);
        project.write("net/limit.h", "#define LIMIT 80\n");
        project.write("pass.bpf.c", BuildProject.program("return 2;"));
        project.constants = List.of("MAX_*");
        project.update();
    }

    @AfterEach
    void thisMachine() {
        System.setProperty("os.name", SYSTEM);
        System.setProperty("os.arch", ARCHITECTURE);
    }

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    /** No LLVM can be had any more: the machine is unknown, the cache empty, and whoever asks a repository fails. */
    private void elsewhere() {
        System.setProperty("os.name", "Plan 9");
        System.setProperty("os.arch", "mips");
        project.cache = Optional.of(directory.resolve("no-cache"));
    }

    @Test
    @DisplayName("give the same bytes as a compile")
    void sameBytes() throws Exception {
        project.mode = BuildMode.COMPILE;
        project.build();
        var compiled = project.outputs();
        assertEquals(7, compiled.size(), compiled.toString());
        project.clean();
        project.mode = BuildMode.PREBUILT;
        elsewhere();
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertEquals(compiled, project.outputs());
        assertEquals(List.of("INFO Took 4 objects of 2 program sources as checked in"), project.log());
        assertFalse(Files.exists(directory.resolve("no-cache")));
    }

    @Test
    @DisplayName("need no LLVM at all where everything matches, in mode auto, too; and nothing at all the second time")
    void autoNeedsNothing() throws Exception {
        elsewhere();
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        assertEquals(List.of("INFO Nothing to do: 4 objects are up to date"), project.log());
    }

    @Test
    @DisplayName("are taken in mode auto as far as they match; the rest is compiled, and the log says why")
    void autoCompilesTheRest() throws Exception {
        project.write("net/limit.h", "#define LIMIT 81\n");
        project.build();
        assertTrue(
                project.log()
                        .contains(
                                "INFO net/drop.bpf.c: not taken as checked in: header src/main/bpf/net/limit.h has changed"
                                        + " since bpf:update"),
                project.log()::toString);
        assertTrue(
                project.log().contains("INFO Took 2 objects of 1 program source as checked in"),
                project.log()::toString);
        assertTrue(project.log().contains("INFO Built 2 objects of 1 program source"), project.log()::toString);
        var mixed = project.outputs();
        project.clean();
        project.mode = BuildMode.COMPILE;
        project.build();
        assertEquals(project.outputs(), mixed);
    }

    @Test
    @DisplayName("are not touched by an update when nothing has changed, and pass each check")
    void green() throws Exception {
        var before = Files.getLastModifiedTime(project.checkedIn("bpf.lock"));
        project.update();
        assertEquals(
                List.of("INFO src/main/bpf-prebuilt was up to date"),
                project.log().stream()
                        .filter(line -> line.contains("bpf-prebuilt"))
                        .toList());
        assertEquals(before, Files.getLastModifiedTime(project.checkedIn("bpf.lock")));
        project.fastCheck();
        project.check();
    }

    @Test
    @DisplayName("have a lock without any path of the machine, the same from another directory")
    void lockTellsNothing() throws Exception {
        var lock = Files.readString(project.checkedIn("bpf.lock"));
        assertFalse(lock.contains(directory.toString()), lock);
        var other = new BuildProject(directory.resolve("other place"), WORKERS);
        copy(project.base.resolve("src"), other.base.resolve("src"));
        BuildProject.delete(other.checkedIn(""));
        other.cache = project.cache;
        other.targets = project.targets;
        other.builtinHeaders = true;
        other.constants = project.constants;
        other.update();
        assertEquals(lock, Files.readString(other.checkedIn("bpf.lock")));
    }

    @Test
    @DisplayName("go with their source; what is not ours stays")
    void removed() throws Exception {
        Files.delete(project.source("pass.bpf.c"));
        Files.writeString(project.checkedIn("objects/README"), "Mine.");
        BuildProject.delete(project.base.resolve("target"));
        project.update();
        assertFalse(Files.exists(project.checkedIn("objects/it/pass_bpfel.o")));
        assertFalse(Files.exists(project.checkedIn("java/it/PassBpf.java")));
        assertTrue(Files.exists(project.checkedIn("objects/net/drop_bpfel.o")));
        assertTrue(Files.exists(project.checkedIn("objects/README")));
        project.check();
    }

    @Test
    @DisplayName("stay as they are when a source doesn't compile")
    void allOrNothing() throws Exception {
        var lock = Files.readString(project.checkedIn("bpf.lock"));
        project.write("net/limit.h", "#define LIMIT 81\n");
        project.write("pass.bpf.c", "int broken(");
        assertThrows(BuildFailedException.class, project::update);
        assertEquals(lock, Files.readString(project.checkedIn("bpf.lock")));
    }

    @Test
    @DisplayName("may be in a directory whose path leads out of another")
    void wayOut() throws Exception {
        project.prebuiltDirectory = "../project/../prebuilt";
        project.update();
        project.fastCheck();
        project.check();
        Files.delete(project.source("pass.bpf.c"));
        project.update();
        assertFalse(Files.exists(directory.resolve("prebuilt/objects/it/pass_bpfel.o")));
        project.check();
    }

    @Test
    @DisplayName("are not where javac would get their classes twice, and nothing is written there")
    void sourceRoot() throws Exception {
        project.prebuiltDirectory = "src/main/bpf/..";
        var refused = assertThrows(InvalidConfigurationException.class, project::update);
        assertTrue(
                refused.getMessage()
                        .endsWith(
                                ": generated classes would be in " + project.file("src/main/java")
                                        + ", which is compiled, too. Name a directory of its own, such as src/main/bpf-prebuilt"),
                refused.getMessage());
        assertFalse(Files.exists(project.checkedIn("bpf.lock")));
        assertFalse(Files.exists(project.file("src/main/java")));
    }

    @Test
    @DisplayName("may be in the project's own directory: what is empty beside them stays")
    void emptyDirectories() throws Exception {
        project.prebuiltDirectory = ".";
        project.update();
        var empty = Files.createDirectories(project.file(".git/refs/tags"));
        Files.delete(project.source("pass.bpf.c"));
        project.update();
        assertFalse(Files.exists(project.file("objects/it")));
        assertTrue(Files.isDirectory(empty));
    }

    @Test
    @DisplayName("are deleted by an update in their directory alone, whatever a lock names and links lead to")
    void links() throws Exception {
        var secret = Files.createDirectories(directory.resolve("home")).resolve("pass_bpfel.o");
        Files.writeString(secret, "mine");
        BuildProject.delete(project.checkedIn("objects/it"));
        Files.createSymbolicLink(project.checkedIn("objects/it"), secret.getParent());
        var lock = Files.readString(project.checkedIn("bpf.lock"));
        Files.writeString(
                project.checkedIn("bpf.lock"),
                lock.replace("it/pass_bpfeb.o", "it/../../../../../../home/pass_bpfel.o") + "<<<<<<< HEAD\n");
        Files.delete(project.source("pass.bpf.c"));
        project.clean();
        project.update();
        assertEquals("mine", Files.readString(secret));
    }

    @Test
    @DisplayName("are not another execution's: an update that drops them says so")
    void anotherExecution() throws Exception {
        project.execution = "other";
        project.includes = List.of("pass.bpf.c");
        project.update();
        var warning =
                "WARNING src/main/bpf/net/drop.bpf.c is no program of this execution, and what was checked in of it is"
                        + " gone from src/main/bpf-prebuilt. If it is another execution's, run bpf:update@ID with its id, and give"
                        + " each a <prebuiltDirectory> of its own";
        assertTrue(project.log().contains(warning), project.log()::toString);
        project.update();
        assertFalse(project.log().contains(warning), project.log()::toString);
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(
                            target, Files.readString(file, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
                }
            }
        }
    }
}
