package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The Java name of a source")
final class JavaNamesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("follows its path")
    @CsvSource({
        "com/acme/drop.bpf.c,       com.acme.DropBpf",
        "drop.bpf.c,                io.base.DropBpf",
        "drop.c,                    io.base.DropBpf",
        "drop.bpf.o,                io.base.DropBpf",
        "xdp_drop-all.bpf.c,        io.base.XdpDropAllBpf",
        "xdpDrop.bpf.c,             io.base.XdpDropBpf",
        "drop.v2.bpf.c,             io.base.DropV2Bpf",
        "my$drop.bpf.c,             io.base.MyDropBpf",
        "my-dir/drop.bpf.c,         my_dir.DropBpf",
        "new/drop.bpf.c,            new_.DropBpf",
        "1st/2nd.bpf.c,             _1st._2ndBpf",
        "com.acme/drop.bpf.c,       com_acme.DropBpf",
        "-/---.bpf.c,               __.Bpf",
    })
    void followsThePath(String source, String qualifiedName) {
        assertEquals(
                qualifiedName, JavaNames.forSource("io.base", Path.of(source)).qualifiedName());
    }

    @Test
    @DisplayName("keeps letters that are not ASCII")
    void keepsLetters() {
        assumeTrue(Project.pathsTakeUmlauts(), "needs a locale whose file names are UTF-8");
        assertEquals(
                "größe.ÜbungBpf",
                JavaNames.forSource("io.base", Path.of("größe/übung.bpf.c")).qualifiedName());
    }

    @Test
    @DisplayName("says where the Java file and the objects go")
    void saysWhereFilesGo() {
        GeneratedClass name = JavaNames.forSource("io.base", Path.of("my-dir/xdp_drop.bpf.c"));
        assertEquals("my_dir/XdpDropBpf.java", name.sourcePath());
        assertEquals("my_dir/xdp_drop_x86_bpfel.o", name.resourcePath("x86_bpfel"));
        assertEquals("xdp_drop_bpfeb.o", name.resourceFile("bpfeb"));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @DisplayName("belongs to one source alone: two that come to the same are refused, and both are named")
    @CsvSource({
        "a-b.bpf.c,          a_b.bpf.c",
        "io/base/x.bpf.c,    x.bpf.c",
        "x.bpf.c,            x.c",
        "my-dir/x.bpf.c,     my_dir/x.bpf.c",
        "dropall.bpf.c,      DROPALL.bpf.c",
    })
    void refusesTwo(Path one, Path other) {
        ScaffoldException refused =
                assertThrows(ScaffoldException.class, () -> JavaNames.forSources("io.base", List.of(one, other)));
        String name = JavaNames.forSource("io.base", other).qualifiedName();
        assertEquals(
                one + " and " + other + " would both be the Java class " + name + ": rename one of them",
                refused.getMessage());
    }

    @Test
    @DisplayName("is given to all sources in their order")
    void keepsTheOrder() {
        List<Path> sources = List.of(Path.of("b.bpf.c"), Path.of("a.bpf.c"));
        assertEquals(
                sources, List.copyOf(JavaNames.forSources("io.base", sources).keySet()));
    }

    @Test
    @DisplayName("needs a name before the extension")
    void needsAName() {
        assertEquals(
                ".bpf.c has no name before its extension: rename it to name.bpf.c",
                assertThrows(ScaffoldException.class, () -> JavaNames.forSource("io.base", Path.of(".bpf.c")))
                        .getMessage());
    }

    @ParameterizedTest
    @DisplayName("is for paths below the source directory only")
    @ValueSource(strings = {"/tmp/drop.bpf.c", "../drop.bpf.c", "a/../../drop.bpf.c"})
    void refusesPathsElsewhere(Path source) {
        assertThrows(IllegalArgumentException.class, () -> JavaNames.forSource("io.base", source));
    }

    @ParameterizedTest
    @DisplayName("needs a base package that Java takes")
    @ValueSource(strings = {"", "io.github.bpf-maven", "io.new", "io..x"})
    void refusesABadBasePackage(String basePackage) {
        assertThrows(IllegalArgumentException.class, () -> JavaNames.forSource(basePackage, Path.of("drop.bpf.c")));
    }

    @Test
    @DisplayName("takes a package that was made of a groupId")
    void makesAPackageOfAGroupId() {
        assertEquals("io.github.bpf_maven", JavaNames.packageName("io.github.bpf-maven"));
        assertEquals("new_._1x", JavaNames.packageName("new.1x"));
    }
}
