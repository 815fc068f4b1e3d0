package io.github.bpfmaven.btf;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The references between types, found by the type that they lead to. A type's references are numbered from 0 on. */
final class BtfEdges {
    /** By target: where its edges start; one more at the end. */
    private final int[] starts;
    /** The number of each edge in the upper half, its source in the lower one. */
    private final long[] edges;

    /** @param targets where a reference to a type leads, by that type's id */
    BtfEdges(List<BtfType> types, IntUnaryOperator targets) {
        int[] ends = new int[types.size() + 1];
        for (BtfType type : types) {
            for (int number = 0; number < type.referenceCount(); number++) {
                ends[targets.applyAsInt(type.reference(number))]++;
            }
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        edges = new long[ends[types.size()]];
        for (int source = 0; source < types.size(); source++) {
            BtfType type = types.get(source);
            for (int number = 0; number < type.referenceCount(); number++) {
                int target = targets.applyAsInt(type.reference(number));
                edges[--ends[target]] = (long) number << Integer.SIZE | source;
            }
        }
        starts = ends;
    }

    /** All edges to some types, sorted by their number. */
    long[] into(int[] targets) {
        int size = 0;
        for (int target : targets) {
            size += starts[target + 1] - starts[target];
        }
        long[] found = new long[size];
        int end = 0;
        for (int target : targets) {
            int length = starts[target + 1] - starts[target];
            System.arraycopy(edges, starts[target], found, end, length);
            end += length;
        }
        Arrays.sort(found);
        return found;
    }

    static int number(long edge) {
        return (int) (edge >>> Integer.SIZE);
    }

    static int source(long edge) {
        return (int) edge;
    }
}
