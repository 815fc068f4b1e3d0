package io.github.bpfmaven.header;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * What of a kernel's BTF a header needs: types with a name, enums, kfuncs with their tags, and what all of these name. Other
 * functions, variables and sections, about half of it, are left out.
 */
public final class HeaderTypes {
    private static final String KFUNC = "bpf_kfunc";

    private final Btf btf;
    private final Set<Integer> kept = new HashSet<>();
    private final Deque<Integer> todo = new ArrayDeque<>();

    private HeaderTypes(Btf btf) {
        this.btf = btf;
    }

    /** The same types in the same order, with other ids: {@link VmlinuxHeader} makes the same text of both. */
    public static Btf of(Btf btf) {
        HeaderTypes types = new HeaderTypes(btf);
        types.collect();
        return types.result();
    }

    private void collect() {
        Set<Integer> kfuncs = new HashSet<>();
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.DeclTag tag
                    && tag.component() < 0
                    && tag.name().equals(KFUNC)) {
                kfuncs.add(tag.type());
            }
        }
        for (int id = 1; id < btf.types().size(); id++) {
            BtfType type = btf.type(id);
            boolean wanted = switch (type.kind()) {
                case STRUCT, UNION, TYPEDEF, FWD, INT, FLOAT -> !type.name().isEmpty();
                case ENUM, ENUM64 -> true;
                case FUNC -> kfuncs.contains(id);
                case DECL_TAG -> kfuncs.contains(((BtfType.DeclTag) type).type());
                default -> false;
            };
            if (wanted) {
                todo.add(id);
            }
        }
        while (!todo.isEmpty()) {
            int id = todo.remove();
            if (id != 0 && kept.add(id)) {
                btf.type(id).references().forEach(todo::add);
            }
        }
    }

    private Btf result() {
        Map<Integer, Integer> ids = new HashMap<>(Map.of(0, 0));
        List<BtfType> types = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (kept.contains(id)) {
                types.add(btf.type(id));
                ids.put(id, types.size());
            }
        }
        return Btf.of(
                btf.byteOrder(),
                types.stream().map(type -> type.withReferences(ids::get)).toList());
    }
}
