package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.object.Finding.Rule;
import io.github.bpfmaven.object.Finding.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The checks of an object")
final class ObjectChecksTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int EM_X86_64 = 62;

    private final ObjectBuilder builder = new ObjectBuilder(LITTLE);

    @Test
    @DisplayName("find nothing in a sound one")
    void sound() throws Exception {
        int xdp = builder.code("xdp", 2);
        int maps = builder.data(".maps", new byte[8]);
        builder.license("GPL")
                .function("drop", xdp, 0, 2)
                .variable("counts", ElfSymbol.STB_GLOBAL, maps, 0)
                .describedMap("counts", 2, BtfLinkage.GLOBAL);
        assertEquals(List.of(), findings(builder));
    }

    @Test
    @DisplayName("find nothing in one with maps alone, which needs no license")
    void mapsOnly() throws Exception {
        int maps = builder.data(".maps", new byte[8]);
        builder.variable("counts", ElfSymbol.STB_GLOBAL, maps, 0).describedMap("counts", 2, BtfLinkage.GLOBAL);
        assertEquals(List.of(), findings(builder));
    }

    @Test
    @DisplayName("find nothing in one with a table of struct_ops alone: a scheduler may be no more")
    void structOpsOnly() throws Exception {
        int section = builder.data(".struct_ops.link", new byte[8]);
        builder.variable("minimal", ElfSymbol.STB_GLOBAL, section, 0);
        assertEquals(List.of(), findings(builder));
    }

    @ParameterizedTest
    @CsvSource({
        "xpd, did you mean SEC(\"xdp\")?",
        "?xpd, did you mean SEC(\"?xdp\")?",
        "xdp_drop, did you mean SEC(\"xdp\")?",
        "kporbe/do_unlinkat, did you mean SEC(\"kprobe/do_unlinkat\")?",
        "tracepoints/sched/sched_switch, did you mean SEC(\"tracepoint/sched/sched_switch\")?",
        "cgroup_skb/egres, did you mean SEC(\"cgroup_skb/egress\")?",
        "tcx/ingres, did you mean SEC(\"tcx/ingress\")?",
        "counting, take one of docs/sections.md"
    })
    @DisplayName("warn of a section that libbpf does not know, and name the nearest that it knows")
    void unknownSection(String section, String advice) throws Exception {
        int code = builder.code(section, 2);
        builder.license("GPL").function("drop", code, 0, 2);
        assertFound(Rule.UNKNOWN_SECTION, advice, findings(builder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xdp", "socket/filter", "socket1", "classifier/egress/drop", "kprobe/f", "tc"})
    @DisplayName("find nothing in a section that libbpf knows, or that another loader takes by its beginning")
    void knownSection(String section) throws Exception {
        int code = builder.code(section, 2);
        builder.license("GPL").function("drop", code, 0, 2);
        assertEquals(List.of(), findings(builder));
    }

    @Test
    @DisplayName("say of an object for another machine only that")
    void otherMachine() throws Exception {
        assertFound(Rule.NOT_BPF, "--target=bpfel", findings(new ObjectBuilder(LITTLE, EM_X86_64)));
    }

    @Test
    @DisplayName("say of an object with the wrong byte order only that")
    void byteOrder() throws Exception {
        assertFound(
                Rule.BYTE_ORDER,
                "the object is big-endian, but was to be little-endian",
                findings(new ObjectBuilder(ByteOrder.BIG_ENDIAN)));
    }

    @Test
    @DisplayName("ask for SEC where there is no program and no map")
    void empty() throws Exception {
        int text = builder.code(".text", 2);
        builder.function("helper", text, 0, 2);
        assertFound(Rule.EMPTY, "name it plain .c", findings(builder));
    }

    @Test
    @DisplayName("find a static program")
    void staticProgram() throws Exception {
        int xdp = builder.code("xdp", 2);
        builder.license("GPL").function("drop", ElfSymbol.STB_LOCAL, 0, xdp, 0, 2);
        assertFound(Rule.STATIC_PROGRAM, "the program 'drop' in section 'xdp' is static", findings(builder));
    }

    @Test
    @DisplayName("find a static map")
    void staticMap() throws Exception {
        int maps = builder.data(".maps", new byte[8]);
        builder.variable("counts", ElfSymbol.STB_LOCAL, maps, 0).describedMap("counts", 2, BtfLinkage.STATIC);
        assertFound(Rule.MAP_LINKAGE, "\"unsupported map linkage static\"", findings(builder));
    }

    @Test
    @DisplayName("find a map that is only declared")
    void externMap() throws Exception {
        builder.describedMap("counts", 2, BtfLinkage.EXTERN);
        assertFound(Rule.MAP_LINKAGE, "declared extern", findings(builder));
    }

    @Test
    @DisplayName("find maps without BTF, once for all of them")
    void mapsWithoutBtf() throws Exception {
        int maps = builder.data(".maps", new byte[16]);
        builder.variable("one", ElfSymbol.STB_GLOBAL, maps, 0).variable("two", ElfSymbol.STB_GLOBAL, maps, 8);
        assertFound(Rule.MAPS_WITHOUT_BTF, "compile with -g", findings(builder));
    }

    @Test
    @DisplayName("find a map whose definition is wrong, with what is wrong")
    void mapDefinition() throws Exception {
        int maps = builder.data(".maps", new byte[8]);
        builder.variable("counts", ElfSymbol.STB_GLOBAL, maps, 0).describedMap("counts", 0, BtfLinkage.GLOBAL);
        List<Finding> findings = findings(builder);
        assertFound(Rule.MAP_DEFINITION, "the map 'counts' has no type", findings);
        assertEquals(Severity.ERROR, findings.get(0).severity());
    }

    @Test
    @DisplayName("find a legacy map that ends before its five numbers do")
    void shortLegacyMap() throws Exception {
        int maps = builder.data("maps", new byte[12]);
        builder.variable("counts", ElfSymbol.STB_GLOBAL, maps, 0);
        assertEquals(
                List.of(Rule.MAP_DEFINITION, Rule.LEGACY_MAP),
                findings(builder).stream().map(Finding::rule).toList());
    }

    @Test
    @DisplayName("warn of a legacy map")
    void legacyMap() throws Exception {
        int maps = builder.data("maps", new byte[20]);
        builder.variable("counts", ElfSymbol.STB_GLOBAL, maps, 0);
        List<Finding> findings = findings(builder);
        assertFound(Rule.LEGACY_MAP, "'counts'", findings);
        assertEquals(Severity.WARNING, findings.get(0).severity());
    }

    @Test
    @DisplayName("warn of programs without a license")
    void noLicense() throws Exception {
        int xdp = builder.code("xdp", 2);
        builder.function("drop", xdp, 0, 2);
        List<Finding> findings = findings(builder);
        assertFound(Rule.NO_LICENSE, "GPL-only helpers", findings);
        assertEquals(Severity.WARNING, findings.get(0).severity());
    }

    @Test
    @DisplayName("name errors before warnings")
    void errorsFirst() throws Exception {
        int xdp = builder.code("xdp", 2);
        int maps = builder.data(".maps", new byte[8]);
        int legacy = builder.data("maps", new byte[20]);
        builder.function("drop", ElfSymbol.STB_LOCAL, 0, xdp, 0, 2)
                .variable("new", ElfSymbol.STB_GLOBAL, maps, 0)
                .variable("old", ElfSymbol.STB_GLOBAL, legacy, 0);
        assertEquals(
                List.of(Rule.STATIC_PROGRAM, Rule.MAPS_WITHOUT_BTF, Rule.LEGACY_MAP, Rule.NO_LICENSE),
                findings(builder).stream().map(Finding::rule).toList());
    }

    private static List<Finding> findings(ObjectBuilder builder) throws BpfObjectFormatException {
        return ObjectChecks.check(builder.read(), LITTLE);
    }

    private static void assertFound(Rule rule, String words, List<Finding> findings) {
        assertEquals(List.of(rule), findings.stream().map(Finding::rule).toList());
        assertTrue(findings.get(0).message().contains(words), findings.get(0).message());
    }
}
