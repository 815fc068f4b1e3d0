package io.github.bpfmaven.relocation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/** BTF as lines that name no id: each named type with all that its values are made of, and of what is pointed to the name. */
final class TypeGraph {
    private final Btf btf;

    private TypeGraph(Btf btf) {
        this.btf = btf;
    }

    /** A line for each type with a name, but for integers. */
    static List<String> of(Btf btf) {
        var graph = new TypeGraph(btf);
        return IntStream.range(1, btf.types().size())
                .filter(id -> !btf.type(id).name().isEmpty() && !(btf.type(id) instanceof BtfType.Int))
                .mapToObj(graph::text)
                .sorted()
                .toList();
    }

    private String text(int id) {
        var type = btf.type(id);
        var head = type.kind() + (type.name().isEmpty() ? "" : " " + type.name());
        if (type instanceof BtfType.Composite composite) {
            return head + " " + composite.size()
                    + composite.members().stream()
                            .map(member -> member.name() + "@" + member.bitOffset()
                                    + (member.bitFieldSize() == 0 ? "" : ":" + member.bitFieldSize()) + " "
                                    + text(member.type()))
                            .collect(Collectors.joining(", ", " {", "}"));
        }
        if (type instanceof BtfType.Int) {
            return type.name();
        }
        if (type instanceof BtfType.Ptr pointer) {
            return "*" + pointee(pointer.type());
        }
        if (type instanceof BtfType.Array array) {
            return "[" + array.count() + "] " + text(array.elementType());
        }
        if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
            return head + " " + Enumerators.of(type);
        }
        return head + type.references().mapToObj(this::text).collect(Collectors.joining(", ", " (", ")"));
    }

    private String pointee(int id) {
        var type = btf.type(id);
        if (type instanceof BtfType.FuncProto prototype) {
            return pointee(prototype.returnType())
                    + prototype.params().stream()
                            .map(BtfParam::type)
                            .map(this::pointee)
                            .collect(Collectors.joining(", ", "(", ")"));
        }
        return type instanceof BtfType.Ptr pointer ? "*" + pointee(pointer.type()) : type.kind() + " " + type.name();
    }
}
