package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.header.RecordLayout.Gap;

/** Writes declarations and the bodies of structs and unions. */
final class TypeWriter {
    /** C compilers take 12 at least (C11, 5.2.4.1); a text of many takes square time to write. */
    private static final int MOST_DERIVATIONS = 500;

    private final Btf btf;
    private final HeaderNames names;
    private final RecordLayouts layouts;
    private final EnumWriter enums;
    private final Budget budget;
    private final Map<BtfType, String> numbers = new HashMap<>();
    private boolean writtenRecords;

    /** @param budget for this one's thread; those of others may share its steps */
    TypeWriter(Btf btf, HeaderNames names, RecordLayouts layouts, EnumWriter enums, Budget budget) {
        this.btf = btf;
        this.names = names;
        this.layouts = layouts;
        this.enums = enums;
        this.budget = budget;
    }

    /** Whether there is a body of a struct or a union in what was written. */
    boolean hasWrittenRecords() {
        return writtenRecords;
    }

    /** <code>struct name {…}</code>, without the semicolon. */
    void definition(StringBuilder out, int id) throws HeaderException {
        BtfType.Composite composite = (BtfType.Composite) btf.type(id);
        body(out, id, composite, names.name(id).orElse(""), 0);
    }

    /**
     * A declaration without the semicolon, written to the end of a text: {@code int (*hook)(void *)}.
     *
     * @param start the type of what is declared
     * @param declared its name, may be empty
     * @param indent how many tabs the line has
     */
    void declaration(StringBuilder out, int start, String declared, int indent) throws HeaderException {
        declaration(out, start, declared, indent, false);
    }

    /** @param inPrototype whether only a call would need the size */
    private void declaration(StringBuilder out, int start, String declared, int indent, boolean inPrototype)
            throws HeaderException {
        String declarator = declared;
        boolean pointer = false;
        boolean indirect = inPrototype;
        Qualifiers qualifiers = new Qualifiers();
        int derivations = 0;
        int id = start;
        while (true) {
            budget.step();
            BtfType type = btf.type(id);
            boolean said = type instanceof BtfType.Ptr
                    || type instanceof BtfType.Array
                    || type instanceof BtfType.FuncProto
                    || type instanceof BtfType.TypeTag;
            if (said && ++derivations > MOST_DERIVATIONS) {
                throw new HeaderException(
                        "Type " + start + " of the BTF is a pointer to a pointer, and so on, more than "
                                + MOST_DERIVATIONS + " times: the BTF is damaged");
            }
            switch (type.kind()) {
                case CONST, VOLATILE, RESTRICT, TYPE_TAG -> qualifiers.add(type);
                case PTR -> {
                    declarator = qualifiers.ofPointer(declarator);
                    pointer = true;
                    indirect = true;
                }
                case ARRAY -> {
                    declarator = (pointer ? "(" + declarator + ")" : declarator) + "[" + ((BtfType.Array) type).count()
                            + "]";
                    pointer = false;
                }
                case FUNC_PROTO -> {
                    declarator = (pointer ? "(" + declarator + ")" : declarator)
                            + "("
                            + params((BtfType.FuncProto) type, id, indent)
                            + ")";
                    pointer = false;
                    indirect = true;
                    qualifiers.clear();
                }
                default -> {
                    out.append(qualifiers.words());
                    specifier(out, id, type, indent, indirect);
                    out.append(qualifiers.tags());
                    if (!declarator.isEmpty()) {
                        out.append(' ').append(declarator);
                    }
                    return;
                }
            }
            id = type instanceof BtfType.FuncProto prototype
                    ? prototype.returnType()
                    : type instanceof BtfType.Array array ? array.elementType() : ((BtfType.Single) type).type();
        }
    }

    private void specifier(StringBuilder out, int id, BtfType type, int indent, boolean indirect)
            throws HeaderException {
        switch (type.kind()) {
            case VOID -> out.append("void");
            case INT -> out.append(numbers.computeIfAbsent(type, number -> CKeywords.of((BtfType.Int) number)));
            case FLOAT -> out.append(CKeywords.of((BtfType.Float) type));
            case TYPEDEF -> out.append(names.name(id).orElse("void"));
            case FWD ->
                out.append(CKeywords.of(type)).append(' ').append(names.name(id).orElse("___unknown"));
            case STRUCT, UNION -> {
                if (names.name(id).isPresent()) {
                    out.append(CKeywords.of(type))
                            .append(' ')
                            .append(names.name(id).get());
                } else {
                    body(out, id, (BtfType.Composite) type, "", indent);
                }
            }
            case ENUM, ENUM64 -> enums.specifier(out, id, indent, indirect);
            default ->
                throw new HeaderException("Type " + id + " of the BTF, " + type.kind() + " " + type.name()
                        + ", stands where a type of data should: the BTF is damaged");
        }
    }

    private void body(StringBuilder out, int id, BtfType.Composite composite, String name, int indent)
            throws HeaderException {
        writtenRecords = true;
        RecordLayout layout = layouts.of(id);
        out.append(CKeywords.of(composite))
                .append(name.isEmpty() ? "" : " " + name)
                .append(" {\n");
        members(out, id, composite, layout, indent + 1);
        out.append("\t".repeat(indent)).append('}');
        if (layout.packed()) {
            out.append(" __attribute__((packed))");
        }
        if (layout.aligned() > 0) {
            out.append(" __attribute__((aligned(").append(layout.aligned()).append(")))");
        }
    }

    private void members(StringBuilder out, int id, BtfType.Composite composite, RecordLayout layout, int indent)
            throws HeaderException {
        budget.enter(id);
        String tabs = "\t".repeat(indent);
        List<BtfMember> members = composite.members();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            BtfMember member = members.get(i);
            gaps(out, layout.gaps().get(i), tabs);
            RecordPart part = layout.parts().get(i);
            if (part.written()) {
                out.append(tabs);
                member(out, member, part.width(), used, indent);
                out.append(";\n");
            }
        }
        gaps(out, layout.gaps().get(members.size()), tabs);
        if (layout.filler() > Long.BYTES) {
            out.append(tabs)
                    .append("unsigned char ___size[")
                    .append(layout.filler())
                    .append("];\n");
        } else if (layout.filler() > 0) {
            out.append(tabs)
                    .append("long : ")
                    .append(layout.filler() * Byte.SIZE)
                    .append(";\n");
        }
        budget.leave();
    }

    private void member(StringBuilder out, BtfMember member, int bits, Set<String> used, int indent)
            throws HeaderException {
        OptionalInt inlined = TypeUses.inlined(btf, member);
        if (inlined.isPresent()) {
            body(out, inlined.getAsInt(), (BtfType.Composite) btf.type(inlined.getAsInt()), "", indent);
            return;
        }
        String name = CIdentifiers.legal(member.name());
        while (CIdentifiers.isReserved(name) || !used.add(name)) {
            name += "_";
        }
        declaration(out, member.type(), name, indent);
        if (bits > 0) {
            out.append(" : ").append(bits);
        }
    }

    private static void gaps(StringBuilder out, List<Gap> gaps, String tabs) {
        int column = 0;
        for (Gap gap : gaps) {
            out.append(column == 0 ? tabs : " ");
            if (gap.bits() > Long.SIZE) {
                out.append(gap.type())
                        .append(" ___gap[")
                        .append(gap.bits() / Byte.SIZE)
                        .append("];");
            } else {
                out.append(gap.type()).append(" : ").append(gap.bits()).append(';');
            }
            // A cache line in a line.
            column = (column + 1) % 8;
            out.append(column == 0 ? "\n" : "");
        }
        out.append(column == 0 ? "" : "\n");
    }

    /** Names are left out where they would hide a type that a later parameter needs, or are none. */
    private String params(BtfType.FuncProto prototype, int id, int indent) throws HeaderException {
        budget.enter(id);
        List<String> params = new ArrayList<>();
        Set<String> used = new HashSet<>();
        int last = prototype.params().size() - 1;
        for (int i = 0; i <= last; i++) {
            BtfParam param = prototype.params().get(i);
            if (i == last && param.type() == 0 && param.name().isEmpty()) {
                params.add("...");
            } else {
                boolean named = CIdentifiers.isLegal(param.name())
                        && !CIdentifiers.isReserved(param.name())
                        && !CIdentifiers.isSinceC23(param.name())
                        && !names.isOrdinary(param.name())
                        && used.add(param.name());
                StringBuilder text = new StringBuilder();
                declaration(text, param.type(), named ? param.name() : "", indent, true);
                params.add(text.toString());
            }
        }
        budget.leave();
        if (params.equals(List.of("..."))) {
            // C has no "..." alone: this is a declaration without a prototype.
            return "";
        }
        return params.isEmpty() ? "void" : String.join(", ", params);
    }
}
