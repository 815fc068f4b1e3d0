package io.github.bpfmaven.plugin.scaffold;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.BpfMap;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest.Program;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The generator")
final class ScaffoldGeneratorTest {
    private static final ScaffoldRequest NASTY = new ScaffoldRequest(
            Requests.DROP,
            "a*/\\u000a\n{@bad}<b>&übung.bpf.c",
            Requests.BOTH_ORDERS,
            List.of(
                    new Program("open", "uprobe//usr/lib/*/libc.so:open*/"),
                    new Program("Program", "a}{@link x}<&>\\u002a/"),
                    new Program("PROGRAM", "\"quoted\"$S$L\n\t"),
                    new Program("programName", "große/東京"),
                    new Program("PROGRAM_NAME", ""),
                    new Program("section", "xdp"),
                    new Program("SECTION", "xdp"),
                    new Program("values", "xdp"),
                    new Program("valueOf", "xdp"),
                    new Program("NAME", "xdp"),
                    new Program("name", "xdp"),
                    new Program("$VALUES", "xdp"),
                    new Program("_VALUES", "xdp"),
                    new Program("String", "xdp"),
                    new Program("STRING", "xdp"),
                    new Program("record", "xdp"),
                    new Program("RECORD", "xdp"),
                    new Program("class", "xdp"),
                    new Program("_", "xdp")),
            List.of(
                    new BpfMap("BpfMap"),
                    new BpfMap("BPF_MAP"),
                    new BpfMap("mapName"),
                    new BpfMap("map_name"),
                    new BpfMap(".rodata")),
            Optional.of("Dual MIT/GPL */ <x>"));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("lists programs and maps with their C names, and a program's section")
    void listsWhatTheObjectHas() throws Exception {
        Project project = Project.in(directory)
                .with(ScaffoldGenerator.generate(Requests.drop()))
                .compiled();
        try (URLClassLoader loader = project.loader()) {
            GeneratedClassApi drop = new GeneratedClassApi(loader.loadClass("com.acme.DropBpf"));
            assertEquals(
                    List.of("COUNT_PACKETS=count_packets", "ON_UNLINK=onUnlink"),
                    drop.constants("Program", "programName"));
            assertEquals(
                    List.of("COUNT_PACKETS=xdp", "ON_UNLINK=kprobe/do_unlinkat"), drop.constants("Program", "section"));
            assertEquals(List.of("PACKETS=packets", "EVENTS=events"), drop.constants("BpfMap", "mapName"));
        }
    }

    @Test
    @DisplayName("writes constants that a switch and an annotation take")
    void writesConstantsForSwitchAndAnnotation() throws Exception {
        Project.in(directory)
                .with(ScaffoldGenerator.generate(Requests.drop()))
                .withSource("com/acme/User.java", """
                        package com.acme;
                        @interface Attach { DropBpf.Program value(); }
                        @Attach(DropBpf.Program.COUNT_PACKETS)
                        final class User {
                            static int of(DropBpf.BpfMap map) {
                                return switch (map) { case PACKETS -> 1; case EVENTS -> 2; };
                            }
                        }
                        """)
                .compiled();
    }

    @Test
    @DisplayName("leaves an enum out when there is nothing to list, and says so")
    void leavesEmptyEnumsOut() {
        String text = ScaffoldGenerator.generate(Requests.of(Requests.BOTH_ORDERS.get(0)))
                .text();
        assertFalse(text.contains("enum "), text);
        assertTrue(text.contains("The object has no programs.\n * The object has no maps.\n"), text);
    }

    @Test
    @DisplayName("makes code of any C name, file name, section and license: it compiles without a warning")
    void survivesNastyNames() throws Exception {
        Project project =
                Project.in(directory).with(ScaffoldGenerator.generate(NASTY)).compiled();
        try (URLClassLoader loader = project.loader()) {
            GeneratedClassApi api = new GeneratedClassApi(loader.loadClass("com.acme.DropBpf"));
            List<String> names = NASTY.programs().stream().map(Program::name).toList();
            List<String> sections =
                    NASTY.programs().stream().map(Program::section).toList();
            assertEquals(names, afterEquals(api.constants("Program", "programName")));
            assertEquals(sections, afterEquals(api.constants("Program", "section")));
            assertEquals(
                    List.of("BpfMap", "BPF_MAP", "mapName", "map_name", ".rodata"),
                    afterEquals(api.constants("BpfMap", "mapName")));
        }
    }

    @Test
    @DisplayName("writes ASCII only, so that letters of other alphabets compile in any encoding")
    void writesAsciiOnly() throws Exception {
        ScaffoldRequest request = new ScaffoldRequest(
                new GeneratedClass("com.größe", "ÜbungBpf", "übung"),
                "übung.bpf.c",
                List.of(Variant.forAnyArch("übung_bpfel.o", LITTLE_ENDIAN)),
                List.of(new Program("zähle", "uprobe/東京")),
                List.of(),
                Optional.empty());
        GeneratedFile file = ScaffoldGenerator.generate(request);
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
        Project project = Project.in(directory).with(ScaffoldGenerator.generate(nasty ? NASTY : Requests.archs()));
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
                ScaffoldGenerator.generate(Requests.archs()),
                ScaffoldGenerator.generate(Requests.of(variants.toArray(Variant[]::new))));
        assertEquals(ScaffoldGenerator.generate(NASTY), ScaffoldGenerator.generate(NASTY));
    }

    @Test
    @DisplayName("refuses objects of which a JVM could not choose one")
    void refusesAmbiguousVariants() {
        Variant any = Variant.forAnyArch("a.o", LITTLE_ENDIAN);
        assertThrows(IllegalArgumentException.class, () -> Requests.of());
        assertThrows(IllegalArgumentException.class, () -> Requests.of(any, Variant.forAnyArch("b.o", LITTLE_ENDIAN)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Requests.of(any, new Variant("a.o", LITTLE_ENDIAN, Set.of("arm"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Requests.of(
                        new Variant("a.o", LITTLE_ENDIAN, Set.of("arm", "x86")),
                        new Variant("b.o", LITTLE_ENDIAN, Set.of("x86"))));
    }

    @Test
    @DisplayName("refuses a class that has the name of one of its nested types")
    void refusesANestedTypesName() {
        ScaffoldRequest request = new ScaffoldRequest(
                new GeneratedClass("com.acme", "Program", "drop"),
                "drop.bpf.c",
                Requests.BOTH_ORDERS,
                List.of(),
                List.of(),
                Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> ScaffoldGenerator.generate(request));
    }

    private static List<String> afterEquals(List<String> constants) {
        return constants.stream()
                .map(constant -> constant.substring(constant.indexOf('=') + 1))
                .toList();
    }
}
