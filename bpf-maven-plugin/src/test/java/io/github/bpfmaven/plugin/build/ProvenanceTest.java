package io.github.bpfmaven.plugin.build;

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

import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;
import io.github.bpfmaven.plugin.provenance.InputFile;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.ObjectsFile;
import io.github.bpfmaven.plugin.provenance.ObjectsSchema;
import io.github.bpfmaven.plugin.provenance.OriginReader;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.toolchain.LlvmRelease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("META-INF/bpf/objects.json")
final class ProvenanceTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final Path CACHE = TestLlvm.home().directory().getParent();
    private static final String SYSTEM = System.getProperty("os.name");
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    @TempDir
    private Path directory;

    private BuildProject project;

    @BeforeEach
    void write() throws Exception {
        project = new BuildProject(directory.resolve("project"), WORKERS);
        project.provenance = true;
        project.cache = Optional.of(CACHE);
        project.targets = List.of("bpfel", "bpfeb");
        project.builtinHeaders = true;
        project.write("net/drop.bpf.c", """
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>
                #include "limit.h"
                struct {
                	__uint(type, BPF_MAP_TYPE_ARRAY);
                	__type(key, int);
                	__type(value, int);
                	__uint(max_entries, 4);
                } events SEC(".maps");
                int verdict(int port);
                char LICENSE[] SEC("license") = "GPL";
                SEC("xdp")
                int drop(struct xdp_md *ctx)
                {
                	int key = 0;
                	int *port = bpf_map_lookup_elem(&events, &key);
                	return port ? verdict(*port) : 2;
                }
                """);
        project.write("net/limit.h", "#define LIMIT 80\n");
        project.write("lib/verdict.c", "#include \"../net/limit.h\"\nint verdict(int port) { return port > LIMIT; }\n");
        project.write("pass.bpf.c", BuildProject.program("return 2;"));
        project.defines = List.of("SOME=1");
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

    private Path file() {
        return project.file("target/generated-resources/bpf").resolve(ObjectsFile.PATH);
    }

    private List<ObjectOrigin> origins() throws Exception {
        var content = Files.readAllBytes(file());
        assertEquals(List.of(), ObjectsSchema.strict().complaints(content));
        return OriginReader.read(content);
    }

    private List<String> names() throws Exception {
        return origins().stream().map(ObjectOrigin::name).toList();
    }

    private String digest(String source) throws Exception {
        return Fingerprint.of(Files.readAllBytes(project.source(source)));
    }

    @Test
    @DisplayName("names each object with its digest and all that went in, as the schema has it")
    void everything() throws Exception {
        project.build();
        var origins = origins();
        assertEquals(List.of("it/pass_bpfeb.o", "it/pass_bpfel.o", "net/drop_bpfeb.o", "net/drop_bpfel.o"), names());
        for (var origin : origins) {
            var object = project.file("target/generated-resources/bpf").resolve(origin.name());
            assertEquals(Fingerprint.of(Files.readAllBytes(object)), origin.sha256());
        }
        var drop = origins.get(3);
        assertEquals("net.DropBpf", drop.className());
        assertEquals("bpfel", drop.target());
        var build = drop.build().orElseThrow();
        assertEquals("1.0", build.plugin());
        assertEquals(LlvmRelease.PINNED.artifactVersion(), build.toolchain().version());
        assertTrue(LlvmRelease.PINNED.name().endsWith(build.toolchain().sha256().orElseThrow()));
        assertEquals(
                List.of(new Line("optimization", "2"), new Line("cpu", "v3"), new Line("define", "SOME=1")),
                build.source().flags());
        assertEquals(
                new InputFile("src/main/bpf/net/drop.bpf.c", Optional.of(digest("net/drop.bpf.c"))),
                build.source().inputs().get(0));
        assertTrue(build.source()
                .inputs()
                .contains(new InputFile("src/main/bpf/net/limit.h", Optional.of(digest("net/limit.h")))));
        assertTrue(
                build.source().inputs().contains(new InputFile("<bpf-headers>/bpf/bpf_helpers.h", Optional.empty())));
        assertEquals("src/main/bpf/lib/verdict.c", build.libraries().get(0).name());
        assertEquals(List.of(), origins.get(1).build().orElseThrow().libraries());
    }

    @Test
    @DisplayName(
            "is the same bytes where everything is taken as it was checked in, without LLVM; and where some of it is")
    void prebuilt() throws Exception {
        project.build();
        var compiled = Files.readString(file());
        project.update();
        project.clean();
        project.build();
        assertTrue(
                project.log().contains("INFO Took 4 objects of 2 program sources as checked in"),
                project.log()::toString);
        assertEquals(compiled, Files.readString(file()));

        project.clean();
        Files.delete(project.checkedIn("objects/it/pass_bpfel.o"));
        project.build();
        assertTrue(project.ranClang());
        assertEquals(compiled, Files.readString(file()));

        project.update();
        project.clean();
        project.mode = BuildMode.PREBUILT;
        System.setProperty("os.name", "Plan 9");
        System.setProperty("os.arch", "mips");
        project.cache = Optional.of(directory.resolve("no-cache"));
        project.build();
        assertEquals(compiled, Files.readString(file()));
    }

    @Test
    @DisplayName("is not written again when nothing has changed, nor looked at beyond its stamp")
    void unchanged() throws Exception {
        project.build();
        var before = Files.getLastModifiedTime(file());
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        Files.delete(project.file("target/bpf/default/build.state"));
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        assertEquals(before, Files.getLastModifiedTime(file()));
    }

    @Test
    @DisplayName("follows what is edited, removed, added, and comes back when it was deleted")
    void edits() throws Exception {
        project.build();
        project.write("net/limit.h", "#define LIMIT 81\n");
        project.build();
        assertTrue(origins()
                .get(2)
                .build()
                .orElseThrow()
                .source()
                .inputs()
                .contains(new InputFile("src/main/bpf/net/limit.h", Optional.of(digest("net/limit.h")))));
        Files.delete(project.source("net/drop.bpf.c"));
        project.build();
        assertEquals(List.of("it/pass_bpfeb.o", "it/pass_bpfel.o"), names());
        project.write("last.bpf.c", BuildProject.program("return 1;"));
        project.targets = List.of("bpfel");
        project.build();
        assertEquals(List.of("it/last_bpfel.o", "it/pass_bpfel.o"), names());
        var good = Files.readString(file());
        Files.writeString(file(), "{}");
        project.build();
        assertEquals(good, Files.readString(file()));
        Files.delete(file());
        project.build();
        assertEquals(good, Files.readString(file()));
        Files.delete(project.source("last.bpf.c"));
        Files.delete(project.source("pass.bpf.c"));
        assertInstanceOf(BuildResult.NoSources.class, project.build());
        assertFalse(Files.exists(file()));
    }

    @Test
    @DisplayName("has the same bytes after a change and back, and in a project that has never seen the change")
    void noMemory() throws Exception {
        project.build();
        var before = Files.readString(file());
        project.write("net/limit.h", "#define LIMIT 81\n");
        project.build();
        assertFalse(before.equals(Files.readString(file())));
        project.write("net/limit.h", "#define LIMIT 80\n");
        project.build();
        assertEquals(before, Files.readString(file()));
        project.clean();
        project.build();
        assertEquals(before, Files.readString(file()));
    }

    @Test
    @DisplayName("is one for all executions of a module, whichever of them has something to do")
    void executions() throws Exception {
        project.includes = List.of("net/*.bpf.c");
        project.build();
        project.execution = "second";
        project.includes = List.of("pass.bpf.c");
        project.build();
        var both = Files.readString(file());
        assertEquals(4, names().size());

        project.execution = "default";
        project.includes = List.of("net/*.bpf.c");
        project.build();
        assertEquals(both, Files.readString(file()));
        assertInstanceOf(BuildResult.UpToDate.class, project.build());

        project.execution = "second";
        project.includes = List.of("pass.bpf.c");
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        Files.delete(project.source("pass.bpf.c"));
        assertInstanceOf(BuildResult.NoSources.class, project.build());
        assertEquals(List.of("net/drop_bpfeb.o", "net/drop_bpfel.o"), names());
        project.execution = "default";
        project.includes = List.of("net/*.bpf.c");
        project.provenance = false;
        project.build();
        assertFalse(Files.exists(file()));
    }

    @Test
    @DisplayName("hides where a file is that has no name on other machines, and says nothing of it elsewhere")
    void outside() throws Exception {
        var host = Files.createDirectories(directory.resolve("host"));
        Files.writeString(host.resolve("host.h"), "#define HOST 1\n");
        project.arguments = List.of("-isystem", host.toString());
        project.write("pass.bpf.c", "#include <host.h>\n" + BuildProject.program("return HOST;"));
        project.build();
        var inputs =
                origins().get(1).build().map(BuildOrigin::source).orElseThrow().inputs();
        assertTrue(inputs.stream().map(InputFile::name).anyMatch("<outside>/host.h"::equals), inputs::toString);
        assertFalse(Files.readString(file()).contains(directory.toString()), Files.readString(file()));
    }

    @Test
    @DisplayName("has nothing but what an object tells of objects that were there already")
    void packed() throws Exception {
        project.build();
        var objects = project.file("target/generated-resources/bpf");
        var packed = directory.resolve("packed");
        new PrebuiltObjects()
                .run(new GenerateRequest(
                        objects,
                        List.of("**/*.o"),
                        List.of(),
                        packed.resolve("bpf/default"),
                        packed.resolve("resources"),
                        packed.resolve("java"),
                        packed.resolve("classes"),
                        project.options(),
                        "org.base",
                        true,
                        "it",
                        "packed"));
        var content = Files.readAllBytes(packed.resolve("resources").resolve(ObjectsFile.PATH));
        assertEquals(List.of(), ObjectsSchema.strict().complaints(content));
        var origins = OriginReader.read(content);
        assertEquals(4, origins.size());
        assertTrue(origins.stream().allMatch(origin -> origin.build().isEmpty()), origins::toString);
    }
}
