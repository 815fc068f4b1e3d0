package io.github.bpfmaven.relocation;

import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * The types of a kernel by their name without flavor.
 *
 * <p>Source: {@code bpf_core_add_cands} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class Candidates {
    private final Btf btf;

    Candidates(Btf btf) {
        this.btf = btf;
    }

    /** The types of that name and the same kind, in the order of their ids. */
    List<Integer> of(BtfType local) {
        String name = EssentialName.of(local.name());
        return Enumerators.kindsLike(local).stream()
                .flatMapToInt(kind -> btf.idsOfStem(kind, name))
                .filter(id -> EssentialName.of(btf.type(id).name()).equals(name))
                .sorted()
                .boxed()
                .toList();
    }
}
