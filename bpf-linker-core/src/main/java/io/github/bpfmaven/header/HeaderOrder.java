package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
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

    /** A type by what it is sorted by. */
    private record Named(boolean typedef, String name, BtfKind kind, int id) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            if (typedef != other.typedef) {
                return typedef ? -1 : 1;
            }
            int order = name.compareTo(other.name);
            return order != 0 ? order : kind.compareTo(other.kind);
        }
    }

    /**
     * @param ids typedefs, and structs and unions that have names, with all that they need
     * @throws HeaderException if some need each other, which C's own types cannot
     */
    List<Integer> of(List<Integer> ids) throws HeaderException {
        Named[] sorted = ids.stream().map(this::named).toArray(Named[]::new);
        Arrays.parallelSort(sorted);
        int[] places = new int[btf.types().size()];
        for (int place = 0; place < sorted.length; place++) {
            places[sorted[place].id] = place;
        }
        Waiting waiting = new Waiting(sorted.length);
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int place = 0; place < sorted.length; place++) {
            for (Use use : uses.of(sorted[place].id)) {
                if (btf.kind(use.id()) == BtfKind.TYPEDEF) {
                    waiting.add(place, places[use.id()]);
                }
                int base = use.kind() == Use.Kind.COMPLETE ? bases.of(use.id()) : 0;
                if (btf.type(base) instanceof BtfType.Composite composite
                        && !composite.name().isEmpty()) {
                    waiting.add(place, places[base]);
                }
            }
            if (waiting.missing[place] == 0) {
                ready.add(place);
            }
        }
        List<Integer> order = new ArrayList<>(sorted.length);
        while (!ready.isEmpty()) {
            int place = ready.remove();
            order.add(sorted[place].id);
            waiting.free(place, ready);
        }
        if (order.size() < sorted.length) {
            throw cycle(sorted, waiting.missing);
        }
        return order;
    }

    private Named named(int id) {
        BtfKind kind = btf.kind(id);
        return new Named(kind == BtfKind.TYPEDEF, names.name(id).orElseThrow(), kind, id);
    }

    private HeaderException cycle(Named[] sorted, int[] missing) {
        List<String> some = new ArrayList<>();
        for (int place = 0; place < sorted.length && some.size() < 5; place++) {
            if (missing[place] > 0) {
                some.add(sorted[place].name);
            }
        }
        return new HeaderException(
                "The BTF has types that need each other before they are complete, which C cannot say: "
                        + String.join(", ", some));
    }

    /** Who waits for whom, by their places: for each a list of those that wait for it, linked in arrays. */
    private static final class Waiting {
        private static final int NONE = -1;

        /** How many others each waits for. */
        private final int[] missing;

        private final int[] last;
        private int[] waiters = new int[1 << 12];
        private int[] previous = new int[1 << 12];
        private int count;

        Waiting(int places) {
            missing = new int[places];
            last = new int[places];
            Arrays.fill(last, NONE);
        }

        /** All that one waits for must be added in a row. */
        void add(int waiter, int needed) {
            if (last[needed] != NONE && waiters[last[needed]] == waiter) {
                return;
            }
            if (count == waiters.length) {
                waiters = Arrays.copyOf(waiters, 2 * count);
                previous = Arrays.copyOf(previous, 2 * count);
            }
            waiters[count] = waiter;
            previous[count] = last[needed];
            last[needed] = count++;
            missing[waiter]++;
        }

        void free(int place, PriorityQueue<Integer> ready) {
            for (int i = last[place]; i != NONE; i = previous[i]) {
                if (--missing[waiters[i]] == 0) {
                    ready.add(waiters[i]);
                }
            }
        }
    }
}
