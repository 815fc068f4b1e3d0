package io.github.bpfmaven.plugin.inspect;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.KernelNeed;
import io.github.bpfmaven.inspect.KernelNeeds;
import io.github.bpfmaven.inspect.MapFlags;
import io.github.bpfmaven.inspect.MapMemory;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.inspect.ObjectReport.MapReport;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.MapDefinition;

/** Reports on objects for people, at most 100 columns wide but for what has no blank in it. */
final class TextReport {
    private static final int DECISIVE = 3;

    private final IndentedText out = new IndentedText();

    private TextReport() {}

    static String of(List<InspectedFile> objects) {
        var report = new TextReport();
        for (var object : objects) {
            report.object(object);
        }
        return report.out.toString();
    }

    private void object(InspectedFile inspected) {
        var file = inspected.file();
        var report = inspected.report();
        var object = report.object();
        var order = object.byteOrder().equals(ByteOrder.BIG_ENDIAN) ? "big-endian" : "little-endian";
        out.line(
                0,
                file.name() + ": " + order + ", " + Wording.bytes(file.bytes().length) + ", "
                        + object.license().map(license -> "license " + license).orElse("no license")
                        + (object.hasBtf() ? "" : ", no BTF"));
        inspected.origin().ifPresent(origin -> OriginText.lines(origin).forEach(line -> out.line(1, line)));
        inspected.complaint().ifPresent(line -> out.line(1, line));
        out.line(1, "needs " + kernel(report.needs()));
        report.findings().forEach(finding -> out.line(1, finding.toString()));
        report.programs().forEach(program -> function("program", program));
        report.subprograms().forEach(subprogram -> function("subprogram", subprogram));
        report.maps().forEach(this::map);
        data(report);
        symbols(object);
        for (var use : report.coreRelocations()) {
            out.line(
                    1,
                    "CO-RE " + use.kind() + " of " + use.subject() + " (" + use.access() + ")"
                            + (use.count() == 1 ? "" : ", " + use.count() + " times"));
        }
    }

    /** What a kernel must be, and the first reasons. */
    private static String kernel(KernelNeeds needs) {
        var oldest = needs.oldest().map(version -> "Linux " + version).orElse("any Linux");
        var decisive =
                needs.decisive().stream().limit(DECISIVE).map(KernelNeed::what).collect(Collectors.joining(", "));
        var unknown = needs.unknown().stream().map(KernelNeed::what).collect(Collectors.joining(", "));
        return oldest
                + (decisive.isEmpty() ? "" : " (" + decisive + ")")
                + (unknown.isEmpty() ? "" : ", and a kernel with what is not known by release: " + unknown);
    }

    private void function(String word, FunctionReport report) {
        var function = report.function();
        out.line(
                1,
                word + " " + function.name()
                        + function.kind().map(kind -> ": " + Wording.kind(kind)).orElse(""));
        if (!function.section().equals(".text")) {
            out.line(2, "section " + function.section());
        }
        out.line(
                2,
                Wording.count(report.instructions(), "instruction", "instructions")
                        + (report.subprograms().isEmpty()
                                ? ""
                                : ", " + Wording.number(report.loadedInstructions()) + " with its subprograms")
                        + ", " + Wording.bytes(report.stack()) + " of stack" + chain(report));
        list("calls", report.subprograms());
        list("helpers", report.helpers().stream().map(Wording::helper).toList());
        list("kfuncs", report.kfuncs());
        list("maps", report.maps());
        list("variables", report.variables());
        list("externs", report.externs());
        if (report.coreRelocations() > 0) {
            out.line(2, Wording.count(report.coreRelocations(), "CO-RE relocation", "CO-RE relocations"));
        }
        out.line(2, "needs " + kernel(report.needs()));
    }

    private static String chain(FunctionReport report) {
        if (report.chain().isEmpty()) {
            return ", functions that call each other in a circle";
        }
        return report.subprograms().isEmpty()
                ? ""
                : ", " + report.chain().get().rounded16() + " in the deepest chain of calls ("
                        + report.chain().get().rounded32() + " before Linux 6.9)";
    }

    private void map(MapReport report) {
        var definition = report.map().definition();
        out.line(1, "map " + report.map().name() + ": " + definition(definition));
        report.keyType().ifPresent(type -> out.line(2, "key " + type));
        report.valueType().ifPresent(type -> out.line(2, "value " + type));
        if (definition.pinning() != MapDefinition.Pinning.NONE) {
            out.line(2, "pinned by name");
        }
        out.line(2, report.memory().map(TextReport::memory).orElse("memory that depends on its use"));
        definition.inner().ifPresent(inner -> out.line(2, "of maps: " + definition(inner)));
    }

    private static String definition(MapDefinition definition) {
        var flags = MapFlags.names(definition.flags());
        return Wording.mapType(definition) + ", key " + Wording.bytes(definition.keySize()) + ", value "
                + Wording.bytes(definition.valueSize()) + ", "
                + Wording.count(definition.maxEntries(), "entry", "entries")
                + (flags.isEmpty() ? "" : ", " + String.join(" ", flags));
    }

    private static String memory(MapMemory memory) {
        return "memory " + Wording.bytes(memory.fixed())
                + (memory.perCpu() == 0 ? "" : " and " + Wording.bytes(memory.perCpu()) + " a CPU");
    }

    private void data(ObjectReport report) {
        for (var section : report.data()) {
            out.line(
                    1,
                    "data " + section.section().name() + ": "
                            + Wording.bytes(section.section().size())
                            + (section.section().writable() ? "" : ", read-only"));
            for (var variable : section.variables()) {
                out.line(
                        2,
                        variable.declaration()
                                + variable.value().map(value -> " = " + value).orElse(""));
            }
        }
    }

    private void symbols(BpfObject object) {
        object.structOps().forEach(table -> out.line(1, "struct_ops " + table.name() + ": " + table.section()));
        for (var extern : object.externs()) {
            out.line(
                    1,
                    "extern " + extern.name() + ": "
                            + extern.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (extern.weak() ? ", weak" : ""));
        }
    }

    private void list(String word, List<String> items) {
        if (!items.isEmpty()) {
            out.line(2, word + " " + String.join(", ", items));
        }
    }
}
