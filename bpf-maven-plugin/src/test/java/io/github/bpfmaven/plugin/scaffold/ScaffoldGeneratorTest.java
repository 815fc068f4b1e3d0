package io.github.bpfmaven.plugin.scaffold;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The generator")
final class ScaffoldGeneratorTest {
    private static final Requests NASTY = new Requests(
            Requests.DROP,
            "a*/\\u000a\n{@bad}<b>&übung.bpf.c",
            Requests.BOTH_ORDERS,
            List.of(
                    Requests.program("open", "uprobe//usr/lib/*/libc.so:open*/"),
                    Requests.program("Program", "a}{@link x}<&>\\u002a/"),
                    Requests.program("PROGRAM", "\"quoted\"$S$L\n\t"),
                    Requests.program("programName", "große/東京"),
                    Requests.program("PROGRAM_NAME", ""),
                    Requests.program("section", "xdp"),
                    Requests.program("SECTION", "xdp"),
                    Requests.program("values", "xdp"),
                    Requests.program("valueOf", "xdp"),
                    Requests.program("NAME", "xdp"),
                    Requests.program("name", "xdp"),
                    Requests.program("$VALUES", "xdp"),
                    Requests.program("_VALUES", "xdp"),
                    Requests.program("String", "xdp"),
                    Requests.program("STRING", "xdp"),
                    Requests.program("record", "xdp"),
                    Requests.program("RECORD", "xdp"),
                    Requests.program("class", "xdp"),
                    Requests.program("_", "xdp")),
            List.of(
                    Requests.map("BpfMap"),
                    Requests.map("BPF_MAP"),
                    Requests.map("mapName"),
                    Requests.map("map_name"),
                    Requests.map(".rodata")),
            Optional.of("Dual MIT/GPL */ <x>"));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("writes on several threads at once what it writes on one")
    void writesTheSameOnSeveralThreads() {
        List<Requests> requests = List.of(Requests.drop(), NASTY, Requests.archs(), Requests.withPrograms("a", "b_c"));
        List<GeneratedFile> alone = requests.stream().map(Requests::generate).toList();
        List<GeneratedFile> together = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> requests.get(i % requests.size()).generate())
                .toList();
        for (int i = 0; i < together.size(); i++) {
            assertEquals(alone.get(i % requests.size()), together.get(i));
        }
    }

    @Test
    @DisplayName("lists programs and maps with their C names, and a program's section")
    void listsWhatTheObjectHas() throws Exception {
        Project project = Project.in(directory).with(Requests.drop().generate()).compiled();
        try (URLClassLoader loader = project.loader()) {
            GeneratedClassApi drop = new GeneratedClassApi(loader.loadClass("com.acme.DropBpf"));
            assertEquals(
                    List.of("COUNT_PACKETS=count_packets", "ON_UNLINK=onUnlink"),
                    drop.constants("Program", "programName"));
            assertEquals(
                    List.of("COUNT_PACKETS=xdp", "ON_UNLINK=kprobe/do_unlinkat"), drop.constants("Program", "section"));
            assertEquals(List.of("PACKETS=packets", "EVENTS=events"), drop.maps("mapName"));
        }
    }

    @Test
    @DisplayName("writes constants that a switch and an annotation take")
    void writesConstantsForSwitchAndAnnotation() throws Exception {
        Project.in(directory)
                .with(Requests.drop().generate())
                .withSource("com/acme/User.java", """
                        package com.acme;
                        @interface Attach { DropBpf.Program value(); }
                        @Attach(DropBpf.Program.COUNT_PACKETS)
                        final class User {
                            static int of(DropBpf.Program program) {
                                return switch (program) { case COUNT_PACKETS -> 1; case ON_UNLINK -> 2; };
                            }
                        }
                        """)
                .compiled();
    }

    @Test
    @DisplayName("leaves an enum out when there is nothing to list, and says so")
    void leavesEmptyEnumsOut() {
        String text = Requests.of(Requests.BOTH_ORDERS.get(0)).generate().text();
        assertFalse(text.contains("enum "), text);
        assertTrue(text.contains("The object has no programs.\n * The object has no maps.\n"), text);
    }

    @Test
    @DisplayName("makes code of any C name, file name, section and license: it compiles without a warning")
    void survivesNastyNames() throws Exception {
        Project project = Project.in(directory).with(NASTY.generate()).compiled();
        try (URLClassLoader loader = project.loader()) {
            GeneratedClassApi api = new GeneratedClassApi(loader.loadClass("com.acme.DropBpf"));
            List<String> names =
                    NASTY.programs().stream().map(ProgramModel::name).toList();
            List<String> sections = NASTY.programs().stream()
                    .map(program -> program.section().first())
                    .toList();
            assertEquals(names, afterEquals(api.constants("Program", "programName")));
            assertEquals(sections, afterEquals(api.constants("Program", "section")));
            assertEquals(
                    List.of("BpfMap", "BPF_MAP", "mapName", "map_name", ".rodata"), afterEquals(api.maps("mapName")));
        }
    }

    @Test
    @DisplayName("writes ASCII only, so that letters of other alphabets compile in any encoding")
    void writesAsciiOnly() throws Exception {
        Requests request = new Requests(
                new GeneratedClass("com.größe", "ÜbungBpf", "übung"),
                "übung.bpf.c",
                List.of(Variant.forAnyArch("übung_bpfel.o", LITTLE_ENDIAN)),
                List.of(Requests.program("zähle", "uprobe/東京")),
                List.of(),
                Optional.empty());
        GeneratedFile file = request.generate();
        assertTrue(US_ASCII.newEncoder().canEncode(file.text()), file::text);
        assumeTrue(Project.pathsTakeUmlauts(), "needs a locale whose file names are UTF-8");
        try (URLClassLoader loader = Project.in(directory).with(file).compiled().loader()) {
            GeneratedClassApi api = new GeneratedClassApi(loader.loadClass("com.größe.ÜbungBpf"));
            assertEquals(List.of("ZÄHLE=uprobe/東京"), api.constants("Program", "section"));
            assertEquals("übung_bpfel.o", api.resourceFor(LITTLE_ENDIAN, "riscv64"));
        }
    }

    @ParameterizedTest(name = "nasty names: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("documents everything: javadoc's strictest check has nothing to say")
    void passesDoclint(boolean nasty) throws Exception {
        Project project = Project.in(directory).with((nasty ? NASTY : Requests.archs()).generate());
        List<String> arguments = new ArrayList<>(List.of(
                "-Xdoclint:all",
                "-Werror",
                "-quiet",
                "-private",
                "-d",
                directory.resolve("doc").toString()));
        project.javaFiles().forEach(file -> arguments.add(file.toString()));
        StringWriter messages = new StringWriter();
        int result = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(new PrintWriter(messages), new PrintWriter(messages), arguments.toArray(String[]::new));
        assertEquals(0, result, messages::toString);
    }

    @Test
    @DisplayName("gives the same text for the same objects, in whatever order the targets were")
    void isDeterministic() {
        List<Variant> variants = new ArrayList<>(Requests.archs().variants());
        Collections.reverse(variants);
        assertEquals(
                Requests.archs().generate(),
                Requests.of(variants.toArray(Variant[]::new)).generate());
        assertEquals(NASTY.generate(), NASTY.generate());
    }

    @Test
    @DisplayName("refuses objects of which a JVM could not choose one")
    void refusesAmbiguousVariants() {
        Variant any = Variant.forAnyArch("a.o", LITTLE_ENDIAN);
        assertThrows(IllegalArgumentException.class, () -> request());
        assertThrows(IllegalArgumentException.class, () -> request(any, Variant.forAnyArch("b.o", LITTLE_ENDIAN)));
        assertThrows(
                IllegalArgumentException.class, () -> request(any, new Variant("a.o", LITTLE_ENDIAN, Set.of("arm"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> request(
                        new Variant("a.o", LITTLE_ENDIAN, Set.of("arm", "x86")),
                        new Variant("b.o", LITTLE_ENDIAN, Set.of("x86"))));
    }

    private static ScaffoldRequest request(Variant... variants) throws BpfObjectFormatException {
        Map<Variant, BpfObject> objects = new LinkedHashMap<>();
        for (Variant variant : variants) {
            objects.put(variant, BpfObject.read(Project.object(variant.byteOrder(), 0)));
        }
        return new ScaffoldRequest(Requests.DROP, "drop.bpf.c", objects, ClassOptions.DEFAULT, Map.of());
    }

    @Test
    @DisplayName("refuses a class that has the name of one of its nested types")
    void refusesANestedTypesName() {
        Requests request = new Requests(
                new GeneratedClass("com.acme", "Program", "drop"),
                "drop.bpf.c",
                Requests.BOTH_ORDERS,
                List.of(),
                List.of(),
                Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> request.generate());
    }

    private static List<String> afterEquals(List<String> constants) {
        return constants.stream()
                .map(constant -> constant.substring(constant.indexOf('=') + 1))
                .toList();
    }
}
