package io.github.bpfmaven.plugin.report;

import java.nio.ByteOrder;
import java.util.List;

import io.github.bpfmaven.plugin.inspect.InspectedFile;
import io.github.bpfmaven.plugin.inspect.Wording;
import io.github.bpfmaven.toolchain.Sha256;

/** All about an object: its files, and what they have in common. */
record ObjectSection(ObjectGroup group) implements PageSection {
    @Override
    public String id() {
        return group.id();
    }

    @Override
    public String title() {
        return group.name();
    }

    @Override
    public void write(Html html) {
        Tables.table(
                html,
                "Files",
                List.of("File", "Byte order", "#Bytes", "SHA-256"),
                rows -> group.files().forEach(file -> rows.element("tr", row -> file(file, row))));
        new ObjectDetails(group).write(html);
    }

    private static void file(InspectedFile file, Html row) {
        Tables.heading(row, cell -> cell.text("code", file.file().name()));
        row.text("td", file.report().object().byteOrder().equals(ByteOrder.BIG_ENDIAN) ? "big" : "little");
        Tables.number(row, Wording.number(file.file().bytes().length));
        row.element("td", cell -> cell.text("code", Sha256.of(file.file().bytes()), "class", "digest"));
    }
}
