package io.github.bpfmaven.relocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * The types of a kernel by their name without flavor.
 *
 * <p>Source: {@code bpf_core_add_cands} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class Candidates {
    private final Btf btf;
    private final Map<String, List<Integer>> byName = new HashMap<>();

    Candidates(Btf btf) {
        this.btf = btf;
        for (int id = 1; id < btf.types().size(); id++) {
            BtfType type = btf.type(id);
            if (!type.name().isEmpty() && isRelocatable(type)) {
                byName.computeIfAbsent(EssentialName.of(type.name()), name -> new ArrayList<>(1))
                        .add(id);
            }
        }
    }

    /** The types of that name and the same kind, in the order of their ids. */
    List<Integer> of(BtfType local) {
        return byName.getOrDefault(EssentialName.of(local.name()), List.of()).stream()
                .filter(id -> Enumerators.areAlike(local, btf.type(id)))
                .toList();
    }

    /** Half of a kernel's types are functions, parameters' tags and the like, which no type of a program is ever alike. */
    private static boolean isRelocatable(BtfType type) {
        return switch (type.kind()) {
            case INT, FLOAT, STRUCT, UNION, FWD, ENUM, ENUM64, TYPEDEF -> true;
            default -> false;
        };
    }
}
