package io.github.bpfmaven.plugin.inspect;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("bpf:inspect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectionTest {
    private static final String SOURCE = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct {
                __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
                __uint(max_entries, 16);
                __type(key, __u32);
                __type(value, __u64);
            } a_map_with_a_name_that_is_longer_than_those_of_other_maps_are SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
                __uint(max_entries, 16);
                __type(key, __u32);
                __type(value, __u64);
            } another_map_with_a_name_that_is_longer_than_those_of_other_maps SEC(".maps");
            char LICENSE[] SEC("license") = "Dual MIT/GPL";
            SEC("xdp") int drop(void *ctx)
            {
                __u32 key = 0;
                return bpf_map_lookup_elem(&a_map_with_a_name_that_is_longer_than_those_of_other_maps_are, &key)
                        && bpf_map_lookup_elem(&another_map_with_a_name_that_is_longer_than_those_of_other_maps, &key);
            }
            """;

    private Path directory = Path.of("");
    private Path object = Path.of("");
    private Path big = Path.of("");

    @BeforeAll
    void compile(@TempDir Path shared) throws Exception {
        directory = shared;
        var clang = new TestClang(Files.createDirectories(shared.resolve("c")));
        Files.writeString(clang.directory().resolve("drop.c"), SOURCE);
        object = clang.object("drop.c", BpfTarget.BPFEL);
        big = clang.object("drop.c", BpfTarget.BPFEB);
    }

    @Test
    @DisplayName("writes text that is not wider than 100 columns")
    void text() throws Exception {
        var text = run(object, Format.TEXT, Optional.empty());
        assertTrue(text.startsWith("drop_bpfel.o: little-endian, "), text);
        assertTrue(text.contains(" bytes, license Dual MIT/GPL\n  needs Linux 4.8 (program type xdp)\n"), text);
        assertTrue(text.contains("  program drop: xdp, xdp\n    section xdp\n"), text);
        assertTrue(text.contains(", 8 bytes of stack\n"), text);
        assertTrue(text.contains("memory 440 bytes and 128 bytes a CPU\n"), text);
        var wide = text.lines().filter(line -> line.length() > 100).toList();
        assertEquals(List.of(), wide);
    }

    @Test
    @DisplayName("writes JSON with the schema's version, the object's digest and all fields of a map")
    void json() throws Exception {
        var json = run(object, Format.JSON, Optional.empty());
        var names = new ArrayList<String>();
        try (var parser = new JsonFactory().createParser(json)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        assertEquals("schemaVersion", names.get(0));
        assertTrue(
                names.containsAll(List.of(
                        "objects",
                        "sha256",
                        "kernel",
                        "programs",
                        "loadedInstructions",
                        "maps",
                        "memory",
                        "perCpu",
                        "data",
                        "externs",
                        "coreRelocations",
                        "findings")),
                names::toString);
        assertTrue(json.startsWith("{\n  \"schemaVersion\" : 1,\n"), json);
        assertFalse(json.contains("\r"), json);
        assertEquals(json, run(object, Format.JSON, Optional.empty()));
    }

    @Test
    @DisplayName("shows the code of a program in both formats, and names the programs if there is none of that name")
    void code() throws Exception {
        var text = run(object, Format.TEXT, Optional.of("drop"));
        assertTrue(text.startsWith("drop_bpfel.o: drop\n; SEC(\"xdp\") int drop(void *ctx) @ ./drop.c:"), text);
        assertTrue(text.contains("; helper bpf_map_lookup_elem\n"), text);
        assertTrue(run(object, Format.JSON, Optional.of("drop")).contains("\"program\" : \"drop\""), "");
        var none = assertThrows(InspectException.class, () -> run(object, Format.TEXT, Optional.of("pass")));
        assertEquals("No object has a program or subprogram 'pass'; there are: drop", none.getMessage());
    }

    @Test
    @DisplayName("finds the objects in a jar by what they are, and leaves others alone")
    void jar() throws Exception {
        var jar = directory.resolve("agent.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            entry(out, "com/acme/drop_bpfel.o", Files.readAllBytes(object));
            entry(out, "com/acme/drop.bin", Files.readAllBytes(big));
            entry(out, "native/x.o", "\177ELF and nothing".getBytes(StandardCharsets.ISO_8859_1));
            entry(out, "empty.o", new byte[0]);
        }
        var text = run(jar, Format.TEXT, Optional.empty());
        assertTrue(text.startsWith("com/acme/drop.bin: big-endian"), text);
        assertTrue(text.contains("\ncom/acme/drop_bpfel.o: little-endian"), text);
        assertFalse(text.contains("x.o"), text);

        var empty = directory.resolve("empty.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(empty))) {
            entry(out, "a.txt", new byte[1]);
        }
        var none = assertThrows(InspectException.class, () -> run(empty, Format.TEXT, Optional.empty()));
        assertEquals("There is no BPF object in " + empty, none.getMessage());
    }

    @Test
    @DisplayName("says of a file that is none what it is not, of a place where nothing is what to do")
    void errors() throws Exception {
        var source = Files.writeString(directory.resolve("drop.bpf.c"), SOURCE);
        var notElf = assertThrows(InspectException.class, () -> run(source, Format.TEXT, Optional.empty()));
        assertTrue(
                notElf.getMessage().startsWith("drop.bpf.c is no BPF object: not an object file: "),
                notElf.getMessage());

        var missing = directory.resolve("missing.o");
        var none = assertThrows(InspectException.class, () -> run(missing, Format.TEXT, Optional.empty()));
        assertTrue(none.getMessage().startsWith("There is no file " + missing + ": "), none.getMessage());

        var other = Files.readAllBytes(object);
        // The machine: not BPF's 247.
        other[18] = 62;
        var host = Files.write(directory.resolve("host.o"), other);
        var notBpf = assertThrows(InspectException.class, () -> run(host, Format.TEXT, Optional.empty()));
        assertEquals("host.o is an ELF file, but no relocatable object for BPF", notBpf.getMessage());

        var request =
                new InspectRequest(Optional.empty(), List.of(missing), Format.TEXT, Optional.empty(), Optional.empty());
        var unbuilt = assertThrows(InspectException.class, () -> new Inspection().run(request));
        assertTrue(unbuilt.getMessage().contains("Run bpf:compile first"), unbuilt.getMessage());
    }

    @Test
    @DisplayName(
            "reads no more than an object may have, whatever a jar's table says of it, and of others the head alone")
    void bombs() throws Exception {
        var jar = directory.resolve("bomb.jar");
        var head = Arrays.copyOf(Files.readAllBytes(object), 64);
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            entry(out, "a_bpfel.o", Files.readAllBytes(object));
            var large = new ZipEntry("huge_bpfel.o");
            out.putNextEntry(large);
            out.write(head);
            zeros(out, 65);
            out.closeEntry();
        }
        var inJar = assertThrows(InspectException.class, () -> run(jar, Format.TEXT, Optional.empty()));
        assertEquals("huge_bpfel.o has more than 67,108,864 bytes, as no BPF object has", inJar.getMessage());

        var file = directory.resolve("huge.o");
        try (var out = Files.newOutputStream(file)) {
            out.write(head);
            zeros(out, 65);
        }
        var alone = assertThrows(InspectException.class, () -> run(file, Format.TEXT, Optional.empty()));
        assertEquals("huge.o has more than 67,108,864 bytes, as no BPF object has", alone.getMessage());

        var origins = directory.resolve("origins.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(origins))) {
            entry(out, "a_bpfel.o", Files.readAllBytes(object));
            out.putNextEntry(new ZipEntry("META-INF/bpf/objects.json"));
            zeros(out, 65);
            out.closeEntry();
        }
        var json = assertThrows(InspectException.class, () -> run(origins, Format.TEXT, Optional.empty()));
        assertEquals(
                "META-INF/bpf/objects.json has more than 67,108,864 bytes, as no BPF object has", json.getMessage());
    }

    private static void zeros(OutputStream out, int mebibytes) throws Exception {
        var chunk = new byte[1 << 20];
        for (var count = 0; count < mebibytes; count++) {
            out.write(chunk);
        }
    }

    @Test
    @DisplayName(
            "says of a jar that was cut off, or is damaged inside, that it is damaged; of a damaged object in it, too")
    void damagedJars() throws Exception {
        var jar = directory.resolve("damaged.jar");
        var bytes = Files.readAllBytes(object);
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            entry(out, "a_bpfel.o", Arrays.copyOf(bytes, bytes.length / 2));
        }
        var object = assertThrows(InspectException.class, () -> run(jar, Format.TEXT, Optional.empty()));
        assertTrue(object.getMessage().startsWith("a_bpfel.o is no BPF object: "), object.getMessage());

        var whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        var cut = assertThrows(InspectException.class, () -> run(jar, Format.TEXT, Optional.empty()));
        assertTrue(cut.getMessage().startsWith(jar + " is a damaged jar: "), cut.getMessage());
    }

    @Test
    @DisplayName("writes text without what a terminal would obey, wherever an object has it")
    void escapes() throws Exception {
        var clang = new TestClang(Files.createDirectories(directory.resolve("escapes")));
        Files.writeString(
                clang.directory().resolve("drop.c"),
                SOURCE.replace("Dual MIT/GPL", "GPL\\033[2J\\r\\n\u009b2J")
                        .replace("SEC(\"xdp\")", "SEC(\"xdp/\u001b]0;x\u0007\")"));
        var hostile = clang.object("drop.c", BpfTarget.BPFEL);
        for (var text :
                List.of(run(hostile, Format.TEXT, Optional.empty()), run(hostile, Format.TEXT, Optional.of("drop")))) {
            assertTrue(text.chars().allMatch(one -> one == '\n' || one == '\t' || !Character.isISOControl(one)), text);
        }
        var text = run(hostile, Format.TEXT, Optional.empty());
        assertTrue(text.contains("license GPL\\x1b[2J\\x0d\\x0a"), text);
    }

    @Test
    @DisplayName("looks into what the project has built: the first place that there is")
    void project() throws Exception {
        var built = Files.createDirectories(directory.resolve("generated/com/acme"));
        Files.copy(object, built.resolve("drop_bpfel.o"));
        var output = directory.resolve("reports/objects.txt");
        var text = new Inspection()
                .run(new InspectRequest(
                        Optional.empty(),
                        List.of(directory.resolve("nowhere"), directory.resolve("generated")),
                        Format.TEXT,
                        Optional.empty(),
                        Optional.of(output)));
        assertTrue(text.startsWith("com/acme/drop_bpfel.o: little-endian"), text);
        assertEquals(text, Files.readString(output));
    }

    private static String run(Path file, Format format, Optional<String> program) throws Exception {
        return new Inspection()
                .run(new InspectRequest(Optional.of(file), List.of(), format, program, Optional.empty()));
    }

    private static void entry(ZipOutputStream out, String name, byte[] content) throws Exception {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
