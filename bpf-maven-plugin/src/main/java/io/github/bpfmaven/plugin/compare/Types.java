package io.github.bpfmaven.plugin.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.object.BpfObject;

/** The types of an object as lines. */
final class Types {
    private Types() {}

    /** Structs and unions with their members, enums with their constants, what functions take and give; by name. */
    static List<String> of(BpfObject object) {
        var all = new TreeSet<String>();
        object.btf().ifPresent(btf -> {
            var text = new CText(btf);
            for (var id = 1; id < btf.types().size(); id++) {
                lines(btf, text, id, all);
            }
        });
        return List.copyOf(all);
    }

    private static void lines(Btf btf, CText text, int id, TreeSet<String> all) {
        var type = btf.type(id);
        var name = text.type(id);
        if (type instanceof BtfType.Composite composite) {
            all.add(name + ": " + composite.size() + " bytes");
            composite
                    .members()
                    .forEach(member -> all.add("%s: bit %6d: %s"
                            .formatted(name, member.bitOffset(), text.variable(member.type(), member.name()))));
        } else if (type instanceof BtfType.Enum enumeration) {
            enumeration.values().forEach(each -> all.add(name + ": " + each.name() + " = " + each.value()));
        } else if (type instanceof BtfType.Enum64 enumeration) {
            enumeration.values().forEach(each -> all.add(name + ": " + each.name() + " = " + each.value()));
        } else if (type instanceof BtfType.Func) {
            all.add(text.declaration(id));
        } else if (type instanceof BtfType.Typedef typedef) {
            all.add("typedef " + text.variable(typedef.type(), typedef.name()));
        }
    }

    /** The source lines that instructions come from, each once, in the order of the code. */
    static List<String> sourceLines(BpfObject object) {
        var all = new LinkedHashSet<String>();
        for (var section : object.btfExt().lines().sections()) {
            section.records()
                    .forEach(line -> all.add(
                            line.file() + ":" + line.line() + ": " + line.text().strip()));
        }
        return new ArrayList<>(all);
    }
}
