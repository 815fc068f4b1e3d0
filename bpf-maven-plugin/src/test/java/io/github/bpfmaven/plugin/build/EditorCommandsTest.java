package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.editor.CommandFiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A build tells editors how it compiles, and")
final class EditorCommandsTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final String WARNS = """
            #include <bpf/bpf_helpers.h>
            #include "limits.h"
            #ifndef FROM_THE_POM
            #error no define
            #endif
            SEC("xdp") int prog(void *ctx)
            {
            	int unused;
            	return LIMIT;
            }
            """;

    @TempDir
    Path base;

    private BuildProject project;

    @BeforeEach
    void project() throws IOException {
        project = new BuildProject(base, WORKERS);
        project.builtinHeaders = true;
        project.targets = List.of("bpfeb", "bpfel");
        project.arguments = List.of("-Wall");
        project.commands = Optional.of(commands("default"));
        project.overrides = List.of(new FlagOverride(
                "**", Optional.empty(), Optional.empty(), List.of("FROM_THE_POM"), List.of(), List.of()));
        project.write("limits.h", "#define LIMIT 7\n");
        project.write("drop.bpf.c", WARNS);
    }

    @AfterAll
    static void end() {
        WORKERS.endIdle();
    }

    private CommandFiles commands(String execution) {
        return new CommandFiles(
                base.resolve("target"),
                CommandFiles.own(base.resolve("target/bpf").resolve(execution)),
                Stream.of("default", "tests")
                        .map(name -> CommandFiles.own(base.resolve("target/bpf").resolve(name)))
                        .toList());
    }

    @Test
    @DisplayName("whoever runs a command gets the messages that the build has given, and leaves nothing behind")
    void sameMessages() throws Exception {
        project.build();

        var before = files();
        for (var entry : entries()) {
            var said = run(entry);
            assertTrue(said.contains("warning: unused variable 'unused'"), said);
            assertFalse(said.contains("error"), said);
        }
        assertTrue(project.log().stream().anyMatch(line -> line.contains("unused variable 'unused'")));
        assertEquals(before, files());
    }

    @Test
    @DisplayName("this machine's target comes first, whichever the POM names first")
    void hostFirst() throws Exception {
        project.build();

        assertEquals(
                "--target=" + BpfTarget.host().triple(),
                entries().get(0).arguments().get(1));
        assertEquals(2, entries().size());
    }

    @Test
    @DisplayName(
            "nothing is in it that is there for what is made: output, dependencies, precompiled headers, other names of directories")
    void nothingOfOurs() throws Exception {
        project.build();

        for (var entry : entries()) {
            for (var argument : entry.arguments()) {
                assertFalse(
                        argument.matches("-o|-M.*|-include-pch|-emit-llvm|-c|-f(file|debug)-prefix-map=.*|"
                                + "-fdebug-compilation-dir=.*|-fno-color-diagnostics"),
                        argument);
            }
            assertEquals(base.toString(), entry.directory());
            assertEquals(project.source("drop.bpf.c").toString(), entry.file());
            assertEquals(entry.file(), entry.arguments().get(entry.arguments().size() - 1));
        }
    }

    @Test
    @DisplayName("does so while a source has an error, which is when it is needed")
    void brokenSource() throws Exception {
        project.write("drop.bpf.c", WARNS.replace("LIMIT;", "LIMIT + ;"));

        assertThrows(BuildFailedException.class, project::build);

        assertTrue(run(entries().get(0)).contains("error: expected expression"));
    }

    @Test
    @DisplayName("leaves the file alone if nothing is new, and writes it again if it is gone")
    void onlyWhenItChanges() throws Exception {
        project.build();
        var file = base.resolve("target/compile_commands.json");
        var text = Files.readString(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        project.write("drop.bpf.c", WARNS.replace("LIMIT;", "LIMIT + 1;"));
        project.build();
        assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(file));

        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        Files.delete(file);
        project.build();
        assertEquals(text, Files.readString(file));
    }

    @Test
    @DisplayName("tests come behind the main sources, with the library code that they share")
    void behindMain() throws Exception {
        project.write("sum.c", "int sum(int a, int b) { return a + b; }\n");
        project.build();
        var tests = tests();

        tests.build();

        assertEquals(List.of("drop.bpf.c", "sum.c", "check.bpf.c", "sum.c"), order());
        for (var entry : entries()) {
            assertFalse(run(entry).contains("error"), run(entry));
        }
    }

    private BuildProject tests() throws IOException {
        var tests = new BuildProject(base, WORKERS);
        tests.builtinHeaders = true;
        tests.execution = "tests";
        tests.sourceDirectory = "src/test/bpf";
        tests.mode = BuildMode.COMPILE;
        tests.main = Optional.of(new MainSources(base.resolve("src/main/bpf"), List.of("**/*.bpf.c"), List.of()));
        tests.commands = Optional.of(commands("tests"));
        tests.write("check.bpf.c", """
                #include <bpf/bpf_helpers.h>
                #include "limits.h"
                int sum(int a, int b);
                SEC("xdp") int prog(void *ctx)
                {
                	return sum(LIMIT, 2);
                }
                """);
        return tests;
    }

    /** The sources of the commands for this machine. */
    private List<String> order() throws IOException {
        return entries().stream()
                .filter(entry -> entry.arguments()
                        .get(1)
                        .equals("--target=" + BpfTarget.host().triple()))
                .map(entry -> Path.of(entry.file()).getFileName().toString())
                .toList();
    }

    @Test
    @DisplayName("clangd finds no fault with a source or header that has none")
    void clangd() throws Exception {
        // Older ones than 18 don't know all of the C that the kernel's headers are written in.
        var clangd = Stream.of("clangd-20", "clangd-19", "clangd-18", "clangd")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(clangd.isPresent(), "there is no clangd: Debian's package clangd-19 has it");
        project.build();

        for (var file : List.of("drop.bpf.c", "limits.h")) {
            var said = output(List.of(
                    clangd.get().toString(),
                    "--compile-commands-dir=" + base.resolve("target"),
                    "--check=" + project.source(file)));
            assertTrue(said.contains("All checks completed, 0 errors"), said);
        }
        project.write("drop.bpf.c", WARNS.replace("LIMIT;", "LIMIT + ;"));
        var said = output(List.of(
                clangd.get().toString(),
                "--compile-commands-dir=" + base.resolve("target"),
                "--check=" + project.source("drop.bpf.c")));
        assertTrue(said.contains("expected expression"), said);
    }

    /** An entry, as others read it. */
    private record Entry(String directory, String file, List<String> arguments) {}

    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        try (var json = new JsonFactory()
                .createParser(base.resolve("target/compile_commands.json").toFile())) {
            assertEquals(JsonToken.START_ARRAY, json.nextToken());
            while (json.nextToken() == JsonToken.START_OBJECT) {
                assertEquals("directory", json.nextFieldName());
                var directory = json.nextTextValue();
                assertEquals("file", json.nextFieldName());
                var file = json.nextTextValue();
                assertEquals("arguments", json.nextFieldName());
                json.nextToken();
                var arguments = new ArrayList<String>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    arguments.add(json.getText());
                }
                json.nextToken();
                entries.add(new Entry(directory, file, arguments));
            }
        }
        return entries;
    }

    private String run(Entry entry) throws Exception {
        assertEquals(base.toString(), entry.directory());
        return output(entry.arguments());
    }

    private String output(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private Map<String, Long> files() throws IOException {
        try (var files = Files.walk(base)) {
            var all = new TreeMap<String, Long>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.size(file));
            }
            return all;
        }
    }
}
