package io.github.bpfmaven.plugin.start;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A new project")
final class ProjectStartTest {
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

    @TempDir
    Path directory;

    private static StartResult start(Path directory, StartKind kind) throws Exception {
        return new ProjectStart()
                .run(StartRequest.of(
                        directory, kind, "com.acme", Optional.empty(), Optional.of("com.acme.agent"), "1.0"));
    }

    private static TreeMap<String, String> contents(Path directory) throws Exception {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of each kind is the same wherever it is written, and whole")
    void deterministic(StartKind kind) throws Exception {
        var result = start(directory.resolve("a/agent"), kind);
        start(directory.resolve("b/agent"), kind);
        var contents = contents(directory.resolve("a/agent"));
        assertEquals(contents, contents(directory.resolve("b/agent")));
        assertEquals(contents.size(), result.written().size());
        assertTrue(contents.containsKey("src/main/java/com/acme/agent/Main.java".replace('/', File.separatorChar)));
        contents.forEach((name, text) -> {
            assertFalse(text.contains("\r"), name);
            assertFalse(Pattern.compile("@\\w+@").matcher(text).find(), name);
            assertTrue(text.endsWith("\n"), name);
        });
    }

    @Test
    @DisplayName("is not written over anything: what is there stays, and is told")
    void keepsFiles() throws Exception {
        Files.writeString(directory.resolve("README.md"), "mine");
        var first = start(directory, StartKind.XDP);
        assertEquals(List.of(Path.of("README.md")), first.kept());
        assertEquals("mine", Files.readString(directory.resolve("README.md")));
        var before = contents(directory);
        var second = start(directory, StartKind.XDP);
        assertEquals(List.of(), second.written());
        assertEquals(List.of(), second.missing());
        assertEquals(before, contents(directory));
    }

    @Test
    @DisplayName("where there is a POM is a program beside it, and XML for what the POM lacks")
    void existingPom() throws Exception {
        Files.writeString(directory.resolve("pom.xml"), "<project/>");
        var result = start(directory, StartKind.TRACEPOINT);
        assertEquals("<project/>", Files.readString(directory.resolve("pom.xml")));
        assertEquals(List.of(Path.of("src/main/bpf/exec.bpf.c"), Path.of(".clangd")), result.written());
        assertEquals(2, result.missing().size());
        assertTrue(result.missing()
                .get(0)
                .contains("<artifactId>bpf-maven-plugin</artifactId>\n  <version>1.0</version>"));
        Files.writeString(
                directory.resolve("pom.xml"), "<plugin><artifactId> bpf-maven-plugin\n</artifactId></plugin>");
        var again = start(directory, StartKind.TRACEPOINT).missing();
        assertEquals(1, again.size());
        assertTrue(again.get(0).contains("bpf-loader"));
    }

    @Test
    @DisplayName("is no file's, and leaves nothing where something can't be written")
    void cannotBeWritten() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        var failure = assertThrows(StartException.class, () -> start(file, StartKind.XDP));
        assertTrue(failure.getMessage().endsWith("file is a file: name a directory with -Dbpf.init.directory"));
        Files.createFile(directory.resolve("src"));
        assertThrows(IOException.class, () -> start(directory, StartKind.XDP));
        assertFalse(Files.exists(directory.resolve("pom.xml")));
    }

    @Test
    @DisplayName("has the versions of plugins and JUnit that this build has")
    void versions() throws Exception {
        var parent = Files.readString(Path.of("../pom.xml"));
        start(directory, StartKind.XDP);
        var pom = Files.readString(directory.resolve("pom.xml"));
        var known = new TreeMap<String, String>();
        PLUGIN.matcher(parent).results().forEach(match -> known.put(match.group(1), match.group(2)));
        var seen = new ArrayList<String>();
        PLUGIN.matcher(pom).results().forEach(match -> {
            assertEquals(known.get(match.group(1)), match.group(2), match.group(1));
            seen.add(match.group(1));
        });
        assertEquals(5, seen.size());
        var junit = Pattern.compile("<junit.version>([^<]+)</junit.version>").matcher(parent);
        assertTrue(junit.find());
        assertTrue(pom.contains("<artifactId>junit-jupiter</artifactId>\n      <version>" + junit.group(1) + "<"));
    }
}
