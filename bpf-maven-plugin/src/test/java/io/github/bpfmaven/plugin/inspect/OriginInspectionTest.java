package io.github.bpfmaven.plugin.inspect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cyclonedx.Version;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.toolchain.Sha256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("bpf:inspect on objects whose origin is told")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OriginInspectionTest {
    private static final String PLACE = "META-INF/bpf/objects.json";
    private static final String SOURCE_DIGEST = "89abcdef01234567".repeat(4);

    private Path directory = Path.of("");

    @BeforeAll
    void place(@TempDir Path shared) {
        directory = shared;
    }

    private byte[] object(String license) throws Exception {
        var clang = new TestClang(Files.createDirectories(directory.resolve("c")));
        Files.writeString(clang.directory().resolve("pass.c"), """
                __attribute__((section("xdp"), used)) int pass(void *ctx) { return 2; }
                char LICENSE[] __attribute__((section("license"), used)) = "%s";
                """.formatted(license));
        return Files.readAllBytes(clang.object("pass.c", BpfTarget.BPFEL));
    }

    private static String origins(String name, String digest) {
        return """
                {"schemaVersion":1,"objects":[
                {"name":"%s","sha256":"%s","class":"it.PassBpf","target":"bpfel","build":{"plugin":"0.1.0",
                "toolchain":{"version":"20.1.7-1.5.12","directory":false},"source":"src/pass.bpf.c","optimization":"2",
                "cpu":"v3","defines":["A=1"],"arguments":["-Wall"],"inputs":[{"name":"src/pass.bpf.c","sha256":"%s"},
                {"name":"<bpf-headers>/linux/bpf.h"}],"includeDirectories":["src"],"exports":[],
                "libraries":[{"source":"lib.bc","defines":[],"arguments":[],"inputs":[{"name":"lib.bc"}]}]}}
                ]}
                """.formatted(name, digest, SOURCE_DIGEST);
    }

    /** A jar with one object, and what is said of it. */
    private Path jar(byte[] object, String origins) throws Exception {
        var jar = Files.createTempFile(directory, "agent", ".jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("it/pass_bpfel.o"));
            out.write(object);
            out.putNextEntry(new ZipEntry(PLACE));
            out.write(origins.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static String run(Path file, Format format) throws Exception {
        return new Inspection()
                .run(new InspectRequest(Optional.of(file), List.of(), format, Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("prints by what and from what they were built")
    void text() throws Exception {
        var object = object("GPL");
        var text = run(jar(object, origins("it/pass_bpfel.o", Sha256.of(object))), Format.TEXT);
        assertTrue(text.contains("\n  for bpfel, opened by it.PassBpf\n"), text);
        assertTrue(text.contains("\n  built by bpf-maven-plugin 0.1.0 with LLVM 20.1.7-1.5.12\n"), text);
        assertTrue(
                text.contains("\n  from src/pass.bpf.c (-O2 -mcpu=v3 -DA=1 -Wall) with <bpf-headers>/linux/bpf.h\n"),
                text);
        assertTrue(text.contains("\n  and library code lib.bc\n"), text);
        var json = run(jar(object, origins("it/pass_bpfel.o", Sha256.of(object))), Format.JSON);
        assertTrue(json.contains("\"source\" : \"src/pass.bpf.c\""), json);
    }

    @Test
    @DisplayName("finds them by their bytes where a tool has moved them, and in a directory of classes")
    void moved() throws Exception {
        var object = object("GPL");
        var origins = origins("before/pass_bpfel.o", Sha256.of(object));
        assertTrue(run(jar(object, origins), Format.TEXT).contains("from src/pass.bpf.c"));
        var classes = Files.createDirectories(directory.resolve("classes/META-INF/bpf"))
                .resolve("../..")
                .normalize();
        Files.write(classes.resolve("pass_bpfel.o"), object);
        Files.writeString(classes.resolve(PLACE), origins);
        assertTrue(run(classes, Format.TEXT).contains("from src/pass.bpf.c"));
    }

    @Test
    @DisplayName("says where an object is not the one that is spoken of, and where none is")
    void other() throws Exception {
        var object = object("GPL");
        var text = run(jar(object, origins("it/pass_bpfel.o", SOURCE_DIGEST)), Format.TEXT);
        assertTrue(text.contains("speaks of other bytes by this name: SHA-256"), text);
        assertFalse(text.contains("from src/pass.bpf.c"), text);
        assertTrue(
                run(jar(object, origins("it/x.o", SOURCE_DIGEST)), Format.TEXT).contains("doesn't speak of it"));
        var damaged = jar(object, "{\"schemaVersion\":7}");
        assertEquals(
                damaged + "!/" + PLACE
                        + " doesn't say where objects come from: its schemaVersion is 7, and this plugin reads 1",
                assertThrows(InspectException.class, () -> run(damaged, Format.TEXT))
                        .getMessage());
    }

    @Test
    @DisplayName("gives a bill of materials that CycloneDX's own library takes, with hashes and ancestors")
    void billOfMaterials() throws Exception {
        var object = object("Dual MIT/GPL");
        var text = run(jar(object, origins("it/pass_bpfel.o", Sha256.of(object))), Format.CYCLONEDX);
        var component = component(text);
        assertEquals(Component.Type.FILE, component.getType());
        assertEquals("it/pass_bpfel.o", component.getName());
        assertEquals(Sha256.of(object), component.getHashes().get(0).getValue());
        assertEquals(
                "MIT OR GPL-2.0-only", component.getLicenses().getExpression().getValue());
        var ancestors = component.getPedigree().getAncestors().getComponents();
        assertEquals(
                List.of("src/pass.bpf.c", "<bpf-headers>/linux/bpf.h", "lib.bc"),
                ancestors.stream().map(Component::getName).toList());
        assertEquals(SOURCE_DIGEST, ancestors.get(0).getHashes().get(0).getValue());
        assertTrue(
                component.getProperties().stream()
                        .anyMatch(property -> property.getName().equals("io.github.bpf-maven:oldestKernel")
                                && property.getValue().equals("4.8")),
                text);
    }

    @ParameterizedTest
    @CsvSource({
        "GPL, GPL-2.0-only, ",
        "GPL v2, GPL-2.0-only, ",
        "Apache-2.0, Apache-2.0, ",
        "Dual BSD/GPL, , Dual BSD/GPL",
        "Proprietary, , Proprietary"
    })
    @DisplayName("names a license as SPDX does where that is known, and else as the object does")
    void licenses(String license, String id, String name) throws Exception {
        var text = run(jar(object(license), origins("it/x.o", SOURCE_DIGEST)), Format.CYCLONEDX);
        var choice = component(text).getLicenses().getLicenses().get(0);
        assertEquals(id, choice.getId());
        assertEquals(name, choice.getName());
    }

    private static Component component(String text) throws Exception {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), new JsonParser().validate(bytes, Version.VERSION_16));
        return new JsonParser().parse(bytes).getComponents().get(0);
    }
}
