package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("After any sequence of edits")
final class EditSequenceTest {
    private static final int SEQUENCES = Integer.getInteger("bpf.test.edits", 200);
    private static final int EDITS_IN_ONE = 3;
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("a build leaves what a clean build leaves, byte for byte, and another one has nothing to do")
    void sameAsClean() throws Exception {
        var random = new Random(20261121);
        var edited = new Edits(directory.resolve("edited"), random);
        var goodOnes = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            // Every other one without a cache: what is reused then comes from the build directory alone.
            edited.project.shared = sequence % 2 == 0
                    ? SharedResults.none()
                    : new SharedResults(ContentCache.in(directory.resolve("cache"), 1L << 30));
            var said = new ArrayList<String>();
            for (var edit = 0; edit < EDITS_IN_ONE; edit++) {
                said.add(edited.edit());
                if (random.nextInt(EDITS_IN_ONE) == 0) {
                    build(edited.project);
                }
            }
            var good = build(edited.project);
            var clean = edited.copy(directory.resolve("clean " + sequence));
            assertEquals(build(clean), good, sequence + " " + said);
            if (good) {
                goodOnes++;
                assertEquals(clean.outputs(), edited.project.outputs(), sequence + " " + said);
                assertInstanceOf(BuildResult.UpToDate.class, edited.project.build(), sequence + " " + said);
            }
            BuildProject.delete(clean.base);
            if (!good) {
                edited.mend();
            }
        }
        assertTrue(goodOnes * 10 > SEQUENCES * 7, goodOnes + " of " + SEQUENCES + " could be built");
    }

    /** One whose objects' origin is told, too. */
    private static BuildProject project(Path base) {
        var project = new BuildProject(base, WORKERS);
        project.provenance = true;
        project.cache = Optional.of(TestLlvm.home().directory().getParent());
        return project;
    }

    private static boolean build(BuildProject project) throws Exception {
        try {
            project.build();
            return true;
        } catch (BuildFailedException failed) {
            return false;
        }
    }

    /** A project, and what may be done to it. */
    private static final class Edits {
        private final BuildProject project;
        private final Random random;
        private final Map<String, String> files = new TreeMap<>();

        Edits(Path base, Random random) throws IOException {
            this.project = project(base);
            this.random = random;
            project.includeDirectories = List.of(base.resolve("include"));
            write("include/config.h", "#define CONFIG 1\n");
            write("src/main/bpf/common.h", "#include <config.h>\n#define COMMON (CONFIG + 1)\n");
            write("src/main/bpf/util.c", library("util", 1));
            write("src/main/bpf/other.c", library("other", 2));
            for (var name : List.of("a", "net/b", "c")) {
                write("src/main/bpf/" + name + ".bpf.c", program(name));
            }
        }

        private String program(String name) {
            var up = name.contains("/") ? "../" : "";
            return switch (random.nextInt(5)) {
                case 0 -> "#include \"" + up + "common.h\"\n" + BuildProject.program("return COMMON;");
                case 1 ->
                    "int util(int);\n#include <config.h>\n"
                            + BuildProject.program("return util((int)(long)ctx) + CONFIG;");
                case 2 ->
                    "int other(int);\nint util(int);\n"
                            + BuildProject.program("return util((int)(long)ctx) + other(" + number() + ");");
                case 3 ->
                    "#if __has_include(<extra.h>)\n#include <extra.h>\n#else\n#define EXTRA 0\n#endif\n"
                            + BuildProject.program("return EXTRA + " + number() + ";");
                default ->
                    "#define NAME \"common.h\"\n#include NAME\n#define LIMIT " + number() + "\n"
                            + BuildProject.program("return LIMIT + CONFIG;");
            };
        }

        private String library(String name, int value) {
            return "#include \"common.h\"\n__attribute__((noinline)) int " + name + "(int x)\n{\n\treturn x * " + value
                    + " + COMMON;\n}\n";
        }

        private int number() {
            return random.nextInt(1000);
        }

        private String edit() throws IOException {
            var name = List.of("a", "net/b", "c", "d", "net/e").get(random.nextInt(5));
            var source = "src/main/bpf/" + name + ".bpf.c";
            switch (random.nextInt(22)) {
                case 0, 1, 2:
                    return write(source, program(name));
                case 3:
                    return name.equals("a") ? "nothing" : remove(source);
                case 4:
                    return write("include/config.h", "#define CONFIG " + number() + "\n");
                case 5:
                    return write(
                            "src/main/bpf/common.h",
                            "#include <config.h>\n#define COMMON (CONFIG + " + number() + ")\n");
                case 6:
                    // Hides the one in include.
                    return files.containsKey("src/main/bpf/net/common.h")
                            ? remove("src/main/bpf/net/common.h")
                            : write("src/main/bpf/net/common.h", "#include <config.h>\n#define COMMON 7\n");
                case 7:
                    return files.containsKey("include/extra.h")
                            ? remove("include/extra.h")
                            : write("include/extra.h", "#define EXTRA " + number() + "\n");
                case 8:
                    return write("src/main/bpf/util.c", library("util", number()));
                case 9:
                    return write("src/main/bpf/other.c", library("other", number()));
                case 10:
                    // Defines something more, or what another one defines: then programs that need it don't link.
                    return write(
                            "src/main/bpf/other.c",
                            library("other", number()) + library(random.nextInt(4) == 0 ? "util" : "third", number()));
                case 11:
                    return write(source, program(name) + "// " + number() + "\n");
                case 12:
                    project.defines = random.nextBoolean() ? List.of() : List.of("UNUSED=" + random.nextInt(2));
                    return "defines " + project.defines;
                case 13:
                    project.arguments = random.nextBoolean() ? List.of() : List.of("-Iinclude2", "-Wall");
                    return "arguments " + project.arguments;
                case 14:
                    return files.containsKey("include2/extra.h")
                            ? remove("include2/extra.h")
                            : write("include2/extra.h", "#define EXTRA 5\n");
                case 15:
                    project.targets = random.nextInt(4) > 0 ? List.of("bpfel") : List.of("bpfel", "bpfeb");
                    return "targets " + project.targets;
                case 16:
                    project.exports = random.nextBoolean() ? Set.of() : Set.of("util");
                    return "exports " + project.exports;
                case 17:
                    project.basePackage = random.nextBoolean() ? "it" : "it.other";
                    return "package " + project.basePackage;
                case 18:
                    project.types = new TypeSelection(true, List.of(), random.nextBoolean() ? "" : "Raw");
                    return "types " + project.types;
                case 19:
                    return damage();
                case 20:
                    return write(source, "int broken(\n");
                default:
                    return touch(random.nextBoolean() ? source : "include/config.h");
            }
        }

        private String write(String name, String text) throws IOException {
            var file = project.file(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            files.put(name, text);
            return name + " = " + text;
        }

        private String remove(String name) throws IOException {
            files.remove(name);
            Files.deleteIfExists(project.file(name));
            return name + " removed";
        }

        /** What can't be built becomes something that can, so that most states are worth a look. */
        void mend() throws IOException {
            for (var name : List.copyOf(files.keySet())) {
                if (name.endsWith(".bpf.c") && files.get(name).startsWith("int broken(")) {
                    write(name, BuildProject.program("return 1;"));
                }
            }
            write("src/main/bpf/other.c", library("other", number()));
        }

        private String touch(String name) throws IOException {
            if (files.containsKey(name)) {
                Files.writeString(project.file(name), files.get(name));
            }
            return name + " touched";
        }

        /** Somebody has been in the build directory. */
        private String damage() throws IOException {
            var target = project.file("target");
            if (!Files.isDirectory(target)) {
                return "nothing";
            }
            List<Path> all;
            try (var found = Files.walk(target)) {
                all = found.filter(Files::isRegularFile).sorted().toList();
            }
            var file = all.get(random.nextInt(all.size()));
            // Without it a build can't know what is to be deleted.
            if (file.endsWith("outputs.list")) {
                return "nothing";
            }
            if (random.nextBoolean()) {
                Files.delete(file);
                return file + " deleted";
            }
            Files.writeString(file, "damaged");
            return file + " damaged";
        }

        private BuildProject copy(Path base) throws IOException {
            var copy = project(base);
            for (var file : files.entrySet()) {
                var path = copy.file(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            copy.includeDirectories = List.of(base.resolve("include"));
            copy.defines = project.defines;
            copy.arguments = project.arguments;
            copy.targets = project.targets;
            copy.exports = project.exports;
            copy.basePackage = project.basePackage;
            copy.types = project.types;
            return copy;
        }
    }
}
