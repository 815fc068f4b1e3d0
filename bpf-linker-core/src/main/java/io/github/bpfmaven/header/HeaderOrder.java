package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * In which order typedefs, structs and unions stand: always next is the first one, typedefs before all others and then by
 * name, of those that have all they need before them.
 *
 * <p>So most of what a reader looks for is in alphabetical order. And a type that nothing needs takes its place without
 * moving any other; one that is needed moves only what now has to wait for it.
 */
final class HeaderOrder {
    private final Btf btf;
    private final TypeUses uses;
    private final TypeBases bases;
    private final HeaderNames names;

    HeaderOrder(Btf btf, TypeUses uses, TypeBases bases, HeaderNames names) {
        this.btf = btf;
        this.uses = uses;
        this.bases = bases;
        this.names = names;
    }

    /**
     * @param ids typedefs, and structs and unions that have names, with all that they need
     * @throws HeaderException if some need each other, which C's own types cannot
     */
    List<Integer> of(List<Integer> ids) throws HeaderException {
        Integer[] sorted = ids.toArray(new Integer[0]);
        Arrays.sort(sorted, byName());
        int[] places = new int[btf.types().size()];
        for (int place = 0; place < sorted.length; place++) {
            places[sorted[place]] = place;
        }
        List<List<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < sorted.length; i++) {
            waiting.add(new ArrayList<>(0));
        }
        int[] missing = new int[sorted.length];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int place = 0; place < sorted.length; place++) {
            for (int needed : needs(sorted[place])) {
                waiting.get(places[needed]).add(place);
                missing[place]++;
            }
            if (missing[place] == 0) {
                ready.add(place);
            }
        }
        List<Integer> order = new ArrayList<>(sorted.length);
        while (!ready.isEmpty()) {
            int place = ready.remove();
            order.add(sorted[place]);
            for (int freed : waiting.get(place)) {
                if (--missing[freed] == 0) {
                    ready.add(freed);
                }
            }
        }
        if (order.size() < sorted.length) {
            throw cycle(sorted, missing);
        }
        return order;
    }

    private Comparator<Integer> byName() {
        return Comparator.<Integer, Boolean>comparing(id -> !(btf.type(id) instanceof BtfType.Typedef))
                .thenComparing(id -> names.name(id).orElseThrow())
                .thenComparing(id -> btf.type(id).kind());
    }

    private Set<Integer> needs(int id) throws HeaderException {
        Set<Integer> needs = new HashSet<>();
        for (Use use : uses.of(id)) {
            BtfType used = btf.type(use.id());
            if (used instanceof BtfType.Typedef) {
                needs.add(use.id());
            }
            if (use.kind() == Use.Kind.COMPLETE
                    && btf.type(bases.of(use.id())) instanceof BtfType.Composite composite
                    && !composite.name().isEmpty()) {
                needs.add(bases.of(use.id()));
            }
        }
        return needs;
    }

    private HeaderException cycle(Integer[] sorted, int[] missing) {
        List<String> some = new ArrayList<>();
        for (int place = 0; place < sorted.length && some.size() < 5; place++) {
            if (missing[place] > 0) {
                some.add(names.name(sorted[place]).orElseThrow());
            }
        }
        return new HeaderException(
                "The BTF has types that need each other before they are complete, which C cannot say: "
                        + String.join(", ", some));
    }
}
