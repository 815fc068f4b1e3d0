package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.object.Finding.Rule;

/** What can be said of an object before any kernel has seen it. */
public final class ObjectChecks {
    private final BpfObject object;
    private final List<Finding> findings = new ArrayList<>();

    private ObjectChecks(BpfObject object) {
        this.object = object;
    }

    /**
     * Checks an object.
     *
     * @param expected the byte order that it was made for
     * @return what was found, errors first; empty if nothing is wrong. If the object is not for BPF or has the wrong byte
     *     order, nothing else is looked at.
     */
    public static List<Finding> check(BpfObject object, ByteOrder expected) {
        ObjectChecks checks = new ObjectChecks(object);
        if (checks.isForTarget(expected)) {
            checks.checkContents();
            checks.checkMaps();
            checks.checkLicense();
        }
        checks.findings.sort((one, other) -> one.severity().compareTo(other.severity()));
        return List.copyOf(checks.findings);
    }

    private boolean isForTarget(ByteOrder expected) {
        if (!object.isRelocatableBpf()) {
            find(
                    Rule.NOT_BPF,
                    "this is no relocatable BPF object; compile with clang --target=bpfel or bpfeb and -c, and link with a"
                            + " linker for BPF");
            return false;
        }
        if (!object.byteOrder().equals(expected)) {
            find(
                    Rule.BYTE_ORDER,
                    "the object is " + name(object.byteOrder()) + ", but was to be " + name(expected)
                            + "; give clang and the linker the same target");
            return false;
        }
        return true;
    }

    private void checkContents() {
        if (object.programs().isEmpty()
                && object.maps().isEmpty()
                && object.structOps().isEmpty()) {
            find(
                    Rule.EMPTY,
                    "there is no program and no map; is SEC(\"…\") missing in front of a function? A source with functions"
                            + " for other sources is a library: name it plain .c, not .bpf.c");
        }
        for (BpfFunction program : object.programs()) {
            if (program.linkage() == BpfFunction.Linkage.STATIC) {
                find(
                        Rule.STATIC_PROGRAM,
                        "the program '" + program.name() + "' in section '" + program.section()
                                + "' is static, which libbpf refuses; remove 'static'");
            }
            if (program.kind().isEmpty() && !NearSection.isForAnotherLoader(program.section())) {
                find(
                        Rule.UNKNOWN_SECTION,
                        "the program '" + program.name() + "' is in section '" + program.section()
                                + "', which libbpf does not know, so that it won't load it unless it is told the type"
                                + NearSection.of(program.section())
                                        .map(near -> "; did you mean SEC(\"" + near + "\")?")
                                        .orElse("; take one of docs/sections.md"));
            }
        }
    }

    private void checkMaps() {
        boolean withoutBtf = false;
        for (BpfMap map : object.maps()) {
            map.problems().forEach(problem -> find(Rule.MAP_DEFINITION, problem));
            if (map.form() == BpfMap.Form.LEGACY) {
                find(
                        Rule.LEGACY_MAP,
                        "the map '" + map.name()
                                + "' is defined in the old way, in the section 'maps', which libbpf 1.0 and"
                                + " later refuses; define it with __uint, __type and SEC(\".maps\")");
                continue;
            }
            withoutBtf = !object.hasBtf();
            switch (map.linkage()) {
                case STATIC ->
                    find(
                            Rule.MAP_LINKAGE,
                            "the map '" + map.name()
                                    + "' is static, which libbpf refuses (\"unsupported map linkage static\");"
                                    + " remove 'static'");
                case EXTERN ->
                    find(Rule.MAP_LINKAGE, "the map '" + map.name() + "' is declared extern, but no source defines it");
                case GLOBAL -> {}
            }
        }
        if (withoutBtf) {
            find(Rule.MAPS_WITHOUT_BTF, "there are maps in '.maps', but no BTF to describe them; compile with -g");
        }
    }

    private void checkLicense() {
        if (!object.programs().isEmpty() && object.license().isEmpty()) {
            find(
                    Rule.NO_LICENSE,
                    "no license: the kernel will refuse programs that call GPL-only helpers; add"
                            + " char LICENSE[] SEC(\"license\") = \"GPL\"; (or the license that it has)");
        }
    }

    private void find(Rule rule, String message) {
        findings.add(new Finding(rule, message));
    }

    private static String name(ByteOrder order) {
        return order.equals(ByteOrder.BIG_ENDIAN) ? "big-endian" : "little-endian";
    }
}
