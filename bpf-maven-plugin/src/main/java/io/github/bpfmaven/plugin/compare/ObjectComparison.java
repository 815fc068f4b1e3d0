package io.github.bpfmaven.plugin.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.inspect.DataReport;
import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.object.BpfObjectFormatException;

/** Compares two objects: their license, functions, maps, variables, types, what they want of the kernel; at last bytes. */
public final class ObjectComparison {
    private final byte[] beforeBytes;
    private final byte[] afterBytes;
    private final ObjectInspector before;
    private final ObjectInspector after;
    private final ObjectReport beforeReport;
    private final ObjectReport afterReport;
    private final List<String> lines = new ArrayList<>();

    private ObjectComparison(byte[] before, byte[] after) throws BpfObjectFormatException {
        this.beforeBytes = before;
        this.afterBytes = after;
        this.before = ObjectInspector.of(before);
        this.after = ObjectInspector.of(after);
        this.beforeReport = this.before.report();
        this.afterReport = this.after.report();
    }

    /**
     * What differs, as lines to read: what is in the first alone has a {@code -} in front.
     *
     * @return none if they are the same, byte for byte
     */
    public static List<String> lines(byte[] before, byte[] after) {
        if (Arrays.equals(before, after)) {
            return List.of();
        }
        try {
            return new ObjectComparison(before, after).compare();
        } catch (BpfObjectFormatException damaged) {
            return List.of("can't be compared as one of them is damaged: " + damaged.getMessage());
        } catch (ElfFormatException impossible) {
            throw new IllegalStateException("it has just been read", impossible);
        }
    }

    private List<String> compare() throws ElfFormatException {
        license();
        functions();
        named("map ", maps(beforeReport), maps(afterReport));
        named("variable ", variables(beforeReport), variables(afterReport));
        named("extern ", externs(beforeReport), externs(afterReport));
        var types =
                new LineDiff(Types.of(beforeReport.object()), Types.of(afterReport.object()), UnaryOperator.identity());
        if (!types.isEmpty()) {
            add("types:", types.lines());
        }
        if (lines.isEmpty()) {
            quotes();
        }
        if (lines.isEmpty()) {
            sections();
        }
        return lines;
    }

    private void license() {
        var one = beforeReport.object().license().orElse("none");
        var other = afterReport.object().license().orElse("none");
        if (!one.equals(other)) {
            lines.add("license:");
            lines.add("- " + one);
            lines.add("+ " + other);
        }
    }

    private void functions() {
        var beforeFunctions = functions(beforeReport);
        var afterFunctions = functions(afterReport);
        for (var name : names(beforeFunctions, afterFunctions)) {
            var one = beforeFunctions.get(name);
            var other = afterFunctions.get(name);
            if (one == null || other == null) {
                lines.add((one == null ? "+ " : "- ") + "function " + name);
                continue;
            }
            var code = new LineDiff(code(before, one), code(after, other), Instructions::withoutPlace);
            if (!code.isEmpty()) {
                add(
                        "function " + name
                                + (one.instructions() == other.instructions()
                                        ? ""
                                        : ": " + one.instructions() + " instructions, now " + other.instructions()),
                        code.lines());
            }
        }
    }

    private static Map<String, FunctionReport> functions(ObjectReport report) {
        var all = new LinkedHashMap<String, FunctionReport>();
        report.programs().forEach(one -> all.put(name(one), one));
        report.subprograms().forEach(one -> all.put(name(one), one));
        return all;
    }

    private static String name(FunctionReport report) {
        return report.function().name() + " in section " + report.function().section();
    }

    private static List<String> code(ObjectInspector object, FunctionReport function) {
        return object.disassembly(function.function().name()).orElse(List.of()).stream()
                .filter(line -> !line.startsWith(";"))
                .toList();
    }

    private static Map<String, String> maps(ObjectReport report) {
        var all = new LinkedHashMap<String, String>();
        for (var map : report.maps()) {
            var definition = map.map().definition();
            all.put(
                    map.map().name(),
                    map.map().definition().mapType().map(Object::toString).orElse("type " + definition.type())
                            + ", key " + map.keyType().orElse("") + " of " + definition.keySize() + " bytes, value "
                            + map.valueType().orElse("") + " of " + definition.valueSize() + " bytes, max_entries "
                            + definition.maxEntries() + ", flags 0x" + Long.toHexString(definition.flags())
                            + ", pinning "
                            + definition.pinning()
                            + definition
                                    .inner()
                                    .map(inner -> ", inner " + inner)
                                    .orElse(""));
        }
        return all;
    }

    private static Map<String, String> variables(ObjectReport report) {
        var all = new LinkedHashMap<String, String>();
        for (DataReport section : report.data()) {
            for (var variable : section.variables()) {
                all.put(
                        variable.variable().name() + " in section "
                                + section.section().name(),
                        variable.declaration()
                                + variable.value().map(" = "::concat).orElse(""));
            }
        }
        return all;
    }

    private static Map<String, String> externs(ObjectReport report) {
        var all = new LinkedHashMap<String, String>();
        report.object()
                .externs()
                .forEach(extern -> all.put(extern.name(), extern.kind() + (extern.weak() ? ", weak" : "")));
        return all;
    }

    private void named(String what, Map<String, String> one, Map<String, String> other) {
        for (var name : names(one, other)) {
            var text = one.get(name);
            var now = other.get(name);
            if (text == null || now == null) {
                lines.add((text == null ? "+ " : "- ") + what + name + ": " + (text == null ? now : text));
            } else if (!text.equals(now)) {
                lines.add(what + name + ":");
                lines.add("- " + text);
                lines.add("+ " + now);
            }
        }
    }

    /** The same code of other source lines: comments above it, its layout, or a file's name. */
    private void quotes() {
        var one = Types.sourceLines(beforeReport.object());
        var other = Types.sourceLines(afterReport.object());
        var diff = new LineDiff(one, other, UnaryOperator.identity());
        if (!diff.isEmpty()) {
            add("only the source lines that it quotes:", diff.lines());
        }
    }

    private void sections() throws ElfFormatException {
        var one = sections(beforeBytes);
        var other = sections(afterBytes);
        for (var name : names(one, other)) {
            var first = one.get(name);
            var second = other.get(name);
            if (first == null || second == null) {
                lines.add((first == null ? "+ " : "- ") + "section " + name);
            } else if (!Arrays.equals(first.data(), second.data())) {
                lines.add("section " + name + ": other bytes from offset 0x"
                        + Integer.toHexString(Arrays.mismatch(first.data(), second.data())) + " on");
            }
        }
        if (lines.isEmpty()) {
            lines.add("only the layout of the file, from offset 0x"
                    + Integer.toHexString(Arrays.mismatch(beforeBytes, afterBytes)) + " on");
        }
    }

    private static Map<String, ElfSection> sections(byte[] object) throws ElfFormatException {
        var all = new LinkedHashMap<String, ElfSection>();
        ElfFile.read(object).sections().forEach(section -> all.put(section.name(), section));
        return all;
    }

    private void add(String title, List<String> details) {
        lines.add(title);
        lines.addAll(details);
    }

    private static TreeSet<String> names(Map<String, ?> one, Map<String, ?> other) {
        var all = new LinkedHashSet<>(one.keySet());
        all.addAll(other.keySet());
        return new TreeSet<>(all);
    }
}
