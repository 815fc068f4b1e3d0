package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedFile;
import io.github.bpfmaven.plugin.lock.LockedObject;
import io.github.bpfmaven.plugin.lock.LockedProgram;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What is checked in, after a change of")
final class DriftTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final String UPDATE = "- run mvn bpf:update, and check in what it writes";
    private static final String RESTORE = "- get the file back as it is in version control";
    private static final String MERGE = "- take either side of the lock, then run mvn bpf:update";

    @TempDir
    private Path directory;

    private BuildProject project;

    @BeforeEach
    void update() throws Exception {
        project = new BuildProject(directory, WORKERS);
        project.cache = Optional.of(TestLlvm.home().directory().getParent());
        project.includeDirectories = List.of(project.file("src/main/include"));
        project.write("drop.bpf.c", "#include <limit.h>\nint limit = LIMIT;\n" + BuildProject.program("return limit;"));
        project.write("pass.bpf.c", BuildProject.program("return 2;"));
        project.write("limit.h", "#define LIMIT 1\n");
        Files.createDirectories(project.file("src/main/include"));
        project.update();
    }

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    /** Mode prebuilt and both checks refuse, with the same words; the update that they ask for mends it. */
    private String refused(String sentence, String cure) throws Exception {
        project.mode = BuildMode.PREBUILT;
        var build = assertThrows(BuildFailedException.class, project::build).getMessage();
        assertTrue(build.contains(sentence), build);
        assertTrue(build.contains(cure), build);
        return checked(sentence, cure);
    }

    private String checked(String sentence, String cure) throws Exception {
        var fast = assertThrows(BuildFailedException.class, project::fastCheck).getMessage();
        assertTrue(fast.contains(sentence), fast);
        assertTrue(fast.contains(cure), fast);
        assertFalse(project.ranClang());
        var whole = assertThrows(BuildFailedException.class, project::check).getMessage();
        assertTrue(whole.contains(sentence), whole);
        return whole;
    }

    private void mended() throws Exception {
        project.update();
        project.fastCheck();
        project.check();
        project.build();
        assertFalse(project.ranClang());
    }

    private void edit(Path file, UnaryOperator<String> change) throws IOException {
        var before = Files.readString(file, StandardCharsets.ISO_8859_1);
        var after = change.apply(before);
        assertFalse(before.equals(after), "the edit changes something");
        Files.writeString(file, after, StandardCharsets.ISO_8859_1);
    }

    private Path lock() {
        return project.checkedIn("bpf.lock");
    }

    @Test
    @DisplayName("a source: named, and shown as instructions")
    void source() throws Exception {
        project.write("pass.bpf.c", BuildProject.program("return 3;"));
        var whole = refused("- src/main/bpf/pass.bpf.c has changed since bpf:update", UPDATE);
        assertTrue(
                whole.contains(
                        "src/main/bpf-prebuilt/objects/it/pass_bpfel.o, as checked in (-) and as built now (+):"),
                whole);
        assertTrue(whole.contains("function prog in section xdp"), whole);
        assertTrue(whole.contains("-        0: w0 = 0x2") && whole.contains("+        0: w0 = 0x3"), whole);
        mended();
    }

    @Test
    @DisplayName("a comment in a source: the code is the same, the lines that it quotes are not")
    void comment() throws Exception {
        project.write("pass.bpf.c", "// Passes.\n" + BuildProject.program("return 2;"));
        var whole = refused("- src/main/bpf/pass.bpf.c has changed since bpf:update", UPDATE);
        assertTrue(whole.contains("only the source lines that it quotes:"), whole);
        mended();
    }

    @Test
    @DisplayName("the license")
    void license() throws Exception {
        edit(project.source("pass.bpf.c"), text -> text.replace("GPL", "BSD"));
        var whole = refused("- src/main/bpf/pass.bpf.c has changed since bpf:update", UPDATE);
        assertTrue(whole.contains("  license:\n  - GPL\n  + BSD\n"), whole);
    }

    @Test
    @DisplayName("a header: named, and shown as a value")
    void header() throws Exception {
        project.write("limit.h", "#define LIMIT 7\n");
        var whole = refused("- header src/main/bpf/limit.h has changed since bpf:update", UPDATE);
        assertTrue(whole.contains("variable limit in section .data:\n  - int limit = 1\n  + int limit = 7"), whole);
        assertFalse(whole.contains("pass_bpfel.o"), whole);
        mended();
    }

    @Test
    @DisplayName("a header that is gone")
    void missingHeader() throws Exception {
        Files.move(project.source("limit.h"), project.file("src/main/include/limit.h"));
        refused("- header src/main/bpf/limit.h is gone", UPDATE);
        mended();
    }

    @Test
    @DisplayName("what a header's name leads to: another one is in front of it now")
    void shadowingHeader() throws Exception {
        Files.writeString(project.file("src/main/include/limit.h"), "#define LIMIT 9\n");
        refused(
                "- there is a header src/main/include/limit.h now, which src/main/bpf/drop.bpf.c may read in place of"
                        + " src/main/bpf/limit.h",
                UPDATE);
        mended();
    }

    @Test
    @DisplayName("a flag")
    void flag() throws Exception {
        project.defines = List.of("DEBUG");
        refused("- <defines> of src/main/bpf/drop.bpf.c was empty, and is DEBUG", UPDATE);
        mended();
    }

    @Test
    @DisplayName("the targets")
    void targets() throws Exception {
        project.targets = List.of("bpfel", "bpfeb");
        refused("- <targets> come to bpfeb, bpfel, and the lock has src/main/bpf/drop.bpf.c for bpfel", UPDATE);
        mended();
    }

    @Test
    @DisplayName("what the classes show")
    void javaOptions() throws Exception {
        project.constants = List.of("LIMIT");
        var whole = refused("- <constants> was empty, and is LIMIT", UPDATE);
        assertTrue(
                whole.contains("src/main/bpf-prebuilt/java/it/DropBpf.java, as checked in (-) and as built now (+):"),
                whole);
        mended();
    }

    @Test
    @DisplayName("whether the classes load their objects")
    void loader() throws Exception {
        project.generateLoader = true;
        refused("- <generateLoader> was empty, and is yes", UPDATE);
        mended();
    }

    @Test
    @DisplayName("library code, for those programs that have to do with it")
    void library() throws Exception {
        project.write("drop.bpf.c", "int helper(int);\n" + BuildProject.program("return helper(1);"));
        project.write("helper.c", "int helper(int n) { return n + 1; }\n");
        project.update();
        project.write("helper.c", "int helper(int n) { return n + 2; }\n");
        var whole = refused("- library code src/main/bpf/helper.c has changed since bpf:update", UPDATE);
        assertTrue(whole.contains("objects/it/drop_bpfel.o, as checked in"), whole);
        project.mode = BuildMode.AUTO;
        project.build();
        assertTrue(
                project.log().contains("INFO Took 1 object of 1 program source as checked in"),
                project.log()::toString);
    }

    @Test
    @DisplayName("the plugin")
    void plugin() throws Exception {
        project.version = "2.0";
        refused("- made with bpf-maven-plugin 1.0, and this is 2.0", UPDATE);
        mended();
    }

    @Test
    @DisplayName("the toolchain")
    void toolchain() throws Exception {
        project.cache = Optional.empty();
        refused("- made with LLVM 20.1.7-1.5.12 sha256:", UPDATE);
        mended();
    }

    @Test
    @DisplayName("an object, by hand: shown as code")
    void editedObject() throws Exception {
        var object = project.checkedIn("objects/it/pass_bpfel.o");
        // w0 = 2 becomes w0 = 1.
        edit(object, bytes -> bytes.replace("\u00b4\0\0\0\u0002\0\0\0", "\u00b4\0\0\0\u0001\0\0\0"));
        var whole = refused(
                "- the object src/main/bpf-prebuilt/objects/it/pass_bpfel.o is not the one that bpf:update wrote",
                RESTORE);
        assertTrue(whole.contains("-        0: w0 = 0x1") && whole.contains("+        0: w0 = 0x2"), whole);
        mended();
    }

    @Test
    @DisplayName("a class, by hand")
    void editedClass() throws Exception {
        edit(
                project.checkedIn("java/it/PassBpf.java"),
                text -> text.replace("class PassBpf", "class PassBpf /* mine */"));
        var whole = refused(
                "- the class src/main/bpf-prebuilt/java/it/PassBpf.java is not the one that bpf:update wrote", RESTORE);
        assertTrue(whole.contains("- public final class PassBpf /* mine */"), whole);
        mended();
    }

    @Test
    @DisplayName("a file that is missing")
    void missing() throws Exception {
        Files.delete(project.checkedIn("objects/it/pass_bpfel.o"));
        refused("- the object src/main/bpf-prebuilt/objects/it/pass_bpfel.o is missing", RESTORE);
        mended();
    }

    @Test
    @DisplayName("an object's content, for which a checkout has a pointer of Git LFS")
    void pointer() throws Exception {
        Files.writeString(
                project.checkedIn("objects/it/pass_bpfel.o"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 2048\n");
        refused(
                "- src/main/bpf-prebuilt/objects/it/pass_bpfel.o is a pointer of Git LFS, and not the file itself",
                "- git lfs install && git lfs pull");
        mended();
    }

    @Test
    @DisplayName("a file too many")
    void extra() throws Exception {
        Files.copy(project.checkedIn("objects/it/pass_bpfel.o"), project.checkedIn("objects/it/old_bpfel.o"));
        checked(
                "- src/main/bpf-prebuilt/objects/it/old_bpfel.o is there, and the lock doesn't speak of it",
                "- delete it");
    }

    @Test
    @DisplayName("a program that is new, and one that is gone")
    void programs() throws Exception {
        Files.move(project.source("pass.bpf.c"), project.source("last.bpf.c"));
        refused("- src/main/bpf/last.bpf.c is not in the lock", UPDATE);
        refused("- src/main/bpf/pass.bpf.c is in the lock, and is no program any more", UPDATE);
        mended();
    }

    @Test
    @DisplayName("line ends in a checkout: of C, of Java, of the lock itself")
    void lineEnds() throws Exception {
        edit(project.source("pass.bpf.c"), text -> text.replace("\n", "\r\n"));
        edit(project.checkedIn("java/it/PassBpf.java"), text -> text.replace("\n", "\r\n"));
        edit(lock(), text -> text.replace("\n", "\r\n"));
        var cure = "\"*.c text eol=lf\"";
        refused("- src/main/bpf/pass.bpf.c is the same but for line ends: it was checked out with CRLF for LF", cure);
        refused("- src/main/bpf-prebuilt/java/it/PassBpf.java is the same but for line ends", cure);
        refused("- bpf.lock is the same but for line ends", cure);
    }

    @Test
    @DisplayName("line ends of an object, which a version control took for text")
    void lineEndsOfAnObject() throws Exception {
        project.write("pass.bpf.c", BuildProject.program("return '\\n';"));
        project.update();
        edit(project.checkedIn("objects/it/pass_bpfel.o"), bytes -> bytes.replace("\n", "\r\n"));
        refused("- src/main/bpf-prebuilt/objects/it/pass_bpfel.o is the same but for line ends", "\"*.o binary\"");
    }

    @Test
    @DisplayName("two branches, with the lock's conflict left in")
    void conflict() throws Exception {
        edit(
                lock(),
                text -> text.replace("  seal ", "<<<<<<< HEAD\n  seal ")
                        .replace("\nend\n", "\n=======\n>>>>>>> other\nend\n"));
        refused("- bpf.lock has conflict markers: in line ", MERGE);
        mended();
    }

    @Test
    @DisplayName("two branches, merged without a conflict into what nobody has built")
    void merged() throws Exception {
        var before = Files.readString(lock());
        project.write("limit.h", "#define LIMIT 7\n");
        project.update();
        var header = Files.readString(lock())
                .lines()
                .filter(line -> line.endsWith("src/main/bpf/limit.h") && line.startsWith("file "))
                .findFirst()
                .orElseThrow();
        Files.writeString(lock(), before.replaceFirst("(?m)^file .* src/main/bpf/limit.h$", header));
        refused(
                "- bpf.lock doesn't fit together: what it says of src/main/bpf/drop.bpf.c is not what was built at one time",
                MERGE);
        mended();
    }

    @Test
    @DisplayName("the lock: cut off, without sense, of another format, or none at all")
    void damaged() throws Exception {
        var good = Files.readString(lock());
        Files.writeString(lock(), good.substring(0, good.length() / 2));
        refused("- bpf.lock ends in the middle", MERGE);
        Files.writeString(lock(), good.replace("\nplugin 1.0", "\nplughin 1.0"));
        refused("- bpf.lock has a line that makes no sense: ", MERGE);
        Files.writeString(lock(), good.replaceFirst("(?m)^  java [0-9a-f]{4}", "  java xyz"));
        refused("- bpf.lock has no SHA-256 where one belongs", MERGE);
        Files.writeString(lock(), good.replace("bpf-lock 1", "bpf-lock 9"));
        refused(
                "- bpf.lock has format 9, which bpf-maven-plugin 1.0 has written, and this one reads and writes 1: take"
                        + " that version of the plugin",
                UPDATE);
        Files.writeString(lock(), "");
        refused("- bpf.lock is no lock", MERGE);
        Files.move(lock(), directory.resolve("away"), StandardCopyOption.REPLACE_EXISTING);
        refused("- there is no ", UPDATE);
        mended();
    }

    @Test
    @DisplayName("object and lock together, by somebody who knows how to: only a rebuild shows it")
    void forged() throws Exception {
        var object = project.checkedIn("objects/it/pass_bpfel.o");
        edit(object, bytes -> bytes.replace("\u00b4\0\0\0\u0002\0\0\0", "\u00b4\0\0\0\u0001\0\0\0"));
        var lock = Lock.read(Files.readString(lock()));
        var digest = Fingerprint.of(Files.readAllBytes(object));
        var old = lock.program("src/main/bpf/pass.bpf.c")
                .orElseThrow()
                .objects()
                .get(0)
                .file()
                .sha256();
        Files.writeString(lock(), resealed(lock, old, digest));
        project.mode = BuildMode.PREBUILT;
        project.build();
        project.fastCheck();
        var whole = assertThrows(BuildFailedException.class, project::check).getMessage();
        assertTrue(
                whole.contains("- src/main/bpf-prebuilt/objects/it/pass_bpfel.o is what the lock says, and not what"
                        + " src/main/bpf/pass.bpf.c gives"),
                whole);
        assertTrue(whole.contains("-        0: w0 = 0x1") && whole.contains("+        0: w0 = 0x2"), whole);
    }

    private static String resealed(Lock lock, String old, String digest) {
        var programs = lock.programs().stream()
                .map(program -> new LockedProgram(
                        program.source(),
                        program.usesLibraries(),
                        program.objects().stream()
                                .map(object -> object.file().sha256().equals(old)
                                        ? new LockedObject(
                                                object.target(),
                                                new LockedFile(object.file().path(), digest))
                                        : object)
                                .toList(),
                        program.java(),
                        ""))
                .toList();
        return new Lock(lock.settings(), lock.files(), lock.libraries(), programs)
                .withSeals()
                .text();
    }
}
