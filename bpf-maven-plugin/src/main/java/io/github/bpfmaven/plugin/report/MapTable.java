package io.github.bpfmaven.plugin.report;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.MapFlags;
import io.github.bpfmaven.inspect.MapMemory;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.inspect.ObjectReport.MapReport;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.plugin.inspect.Wording;

/** Maps: what they are like, what memory they take, who uses them. */
final class MapTable {
    private final ObjectReport report;

    MapTable(ObjectReport report) {
        this.report = report;
    }

    void write(Html html) {
        if (report.maps().isEmpty()) {
            return;
        }
        html.text("h3", "Maps");
        var most = report.maps().stream()
                .flatMap(map -> map.memory().stream())
                .mapToLong(MapMemory::fixed)
                .max()
                .orElse(0);
        Tables.table(
                html,
                "Maps; their memory in bytes, tables reckoned full",
                List.of("Map", "Type", "Key", "Value", "#Entries", "#Memory", "Used by"),
                rows -> report.maps().forEach(map -> rows.element("tr", row -> row(map, most, row))));
    }

    private void row(MapReport map, long most, Html row) {
        var definition = map.map().definition();
        Tables.heading(row, cell -> cell.text("code", map.map().name()));
        row.element("td", cell -> {
            cell.text(Wording.mapType(definition));
            var more = more(definition);
            if (!more.isEmpty()) {
                Tables.note(cell, String.join(", ", more));
            }
        });
        row.element("td", cell -> type(cell, map.keyType().orElse(""), definition.keySize()));
        row.element("td", cell -> type(cell, map.valueType().orElse(""), definition.valueSize()));
        Tables.number(row, Wording.number(definition.maxEntries()));
        memory(map, most, row);
        row.element("td", cell -> Tables.names(cell, users(map.map().name())));
    }

    private static List<String> more(MapDefinition definition) {
        var more = new ArrayList<>(MapFlags.names(definition.flags()));
        if (definition.pinning() != MapDefinition.Pinning.NONE) {
            more.add("pinned by name");
        }
        definition.inner().ifPresent(inner -> more.add("of maps of type " + Wording.mapType(inner)));
        return more;
    }

    private static void type(Html cell, String type, long size) {
        if (size == 0 && type.isEmpty()) {
            cell.text("span", "none", "class", "faint");
            return;
        }
        if (!type.isEmpty()) {
            cell.text("code", type);
        }
        Tables.note(cell, Wording.bytes(size));
    }

    private static void memory(MapReport map, long most, Html row) {
        map.memory()
                .ifPresentOrElse(
                        memory -> Tables.bar(
                                row,
                                memory.fixed(),
                                most,
                                memory.perCpu() == 0 ? "" : "and " + Wording.number(memory.perCpu()) + " a CPU"),
                        () -> row.text("td", "as it is used", "class", "number faint"));
    }

    private List<String> users(String map) {
        return report.programs().stream()
                .filter(program -> program.maps().contains(map))
                .map(FunctionReport::function)
                .map(function -> function.name())
                .toList();
    }
}
