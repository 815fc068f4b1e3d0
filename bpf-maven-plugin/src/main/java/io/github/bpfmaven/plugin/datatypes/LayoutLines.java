package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;

/**
 * Structs and unions as a line of text each, by which a generated class compares itself with an object:
 * {@code struct traffic: 16 packets@0 bytes@64}, the size in bytes and every member's offset in bits.
 */
public final class LayoutLines {
    private LayoutLines() {}

    /** The lines of those types that have a tag, or a typedef that stands for one, in the order of BTF. */
    public static List<String> of(Btf btf, DataTypes types) {
        Set<String> wanted = types.top().stream()
                .filter(Definition.Composite.class::isInstance)
                .map(Definition::cName)
                .collect(Collectors.toSet());
        Members members = new Members(btf);
        List<String> lines = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            BtfType type = btf.type(id);
            String name = name(btf, id);
            BtfType target = type instanceof BtfType.Typedef typedef ? btf.type(typedef.type()) : type;
            if (wanted.contains(name) && target instanceof BtfType.Composite composite) {
                String places = members.flat(composite).stream()
                        .map(member -> " " + member.name() + "@" + member.offset())
                        .collect(Collectors.joining());
                lines.add(name + ": " + composite.size() + places);
            }
        }
        return lines;
    }

    private static String name(Btf btf, int id) {
        BtfType type = btf.type(id);
        if (type instanceof BtfType.Typedef typedef) {
            return btf.type(typedef.type()).name().isEmpty() ? type.name() : "";
        }
        return type instanceof BtfType.Composite ? new CText(btf).type(id) : "";
    }
}
