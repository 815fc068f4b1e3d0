package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * Writes the definitions of typedefs, structs and unions, a few hundred at a time on as many threads as there are. Where they
 * are cut does not depend on the threads, and nothing that is written depends on what was written before.
 */
final class TypeTexts {
    private static final int AT_A_TIME = 256;

    private final Btf btf;
    private final HeaderNames names;
    private final RecordLayouts layouts;
    private final EnumWriter enums;
    private final Budget budget;

    TypeTexts(Btf btf, HeaderNames names, RecordLayouts layouts, EnumWriter enums, Budget budget) {
        this.btf = btf;
        this.names = names;
        this.layouts = layouts;
        this.enums = enums;
        this.budget = budget;
    }

    /**
     * @param text the definitions
     * @param records whether there is the body of a struct or a union among them
     * @param problem why they are not all there
     */
    private record Part(StringBuilder text, boolean records, Optional<HeaderException> problem) {}

    /**
     * Appends the definitions of types, each behind those that it needs.
     *
     * @return whether there is the body of a struct or a union among them
     */
    boolean write(StringBuilder out, List<Integer> ordered) throws HeaderException {
        for (int id : ordered) {
            // In this order, as each needs those of its parts.
            if (btf.type(id) instanceof BtfType.Composite) {
                layouts.of(id);
            }
        }
        List<List<Integer>> cut = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += AT_A_TIME) {
            cut.add(ordered.subList(from, Math.min(from + AT_A_TIME, ordered.size())));
        }
        boolean records = false;
        for (Part part : cut.parallelStream().map(this::part).toList()) {
            if (part.problem.isPresent()) {
                throw part.problem.get();
            }
            out.append(part.text);
            records |= part.records;
        }
        return records;
    }

    private Part part(List<Integer> ids) {
        StringBuilder out = new StringBuilder(1 << 16);
        TypeWriter types = new TypeWriter(btf, names, layouts, enums, budget.share());
        try {
            for (int id : ids) {
                if (btf.type(id) instanceof BtfType.Typedef typedef) {
                    typedef(types, out, typedef, names.name(id).orElseThrow());
                } else {
                    types.definition(out, id);
                    out.append(";\n\n");
                }
            }
        } catch (HeaderException problem) {
            return new Part(out, false, Optional.of(problem));
        }
        return new Part(out, types.hasWrittenRecords(), Optional.empty());
    }

    private static void typedef(TypeWriter types, StringBuilder out, BtfType.Typedef typedef, String name)
            throws HeaderException {
        boolean keyword = CIdentifiers.isSinceC23(name);
        out.append(keyword ? "#if __STDC_VERSION__ < 202311L\n" : "").append("typedef ");
        if (typedef.type() == 0 && name.equals("__gnuc_va_list")) {
            // pahole has no type for it where the compiler has none in its debug info.
            out.append("__builtin_va_list ").append(name);
        } else {
            types.declaration(out, typedef.type(), name, 0);
        }
        out.append(";\n").append(keyword ? "#endif\n\n" : "\n");
    }
}
