package io.github.bpfmaven.btf;

import java.util.Arrays;

/**
 * Classes of equal nodes in a directed graph whose edges are numbered: the coarsest ones in which equal nodes have the
 * same colour, and their edges of the same number lead to equal nodes. Cycles need no care: nodes are equal until an edge
 * tells them apart.
 *
 * <p>This is Hopcroft's algorithm for finite automata ("An n log n algorithm for minimizing states in a finite
 * automaton", 1971): a class that was split is looked at again by its smaller half only, so each edge is looked at
 * at most log n times. It takes 36 bytes a node and 8 an edge, and no recursion.
 */
final class BtfPartition {
    /** The nodes, those of a class side by side; and where in it each node is. */
    private final int[] nodes;

    private final int[] places;
    private final int[] classes;
    /** By class: the places from first to end, and how many marked nodes are at the front of it. */
    private final int[] firsts;

    private final int[] ends;
    private final int[] marked;
    /** The classes by which others are still to be split. */
    private final int[] pending;

    private int pendingCount;
    private int count;

    /** @param colours of the nodes, from 0 on without a gap. Nodes of one colour must have equally many edges */
    private BtfPartition(int[] colours) {
        int size = colours.length;
        nodes = new int[size];
        places = new int[size];
        classes = colours.clone();
        firsts = new int[size];
        ends = new int[size];
        marked = new int[size];
        pending = new int[size];
        for (int colour : colours) {
            ends[colour]++;
            count = Math.max(count, colour + 1);
        }
        for (int i = 1; i < count; i++) {
            ends[i] += ends[i - 1];
        }
        System.arraycopy(ends, 0, firsts, 0, count);
        for (int node = size - 1; node >= 0; node--) {
            place(node, --firsts[colours[node]]);
        }
        for (int i = 0; i < count; i++) {
            pending[pendingCount++] = i;
        }
    }

    /**
     * The class of each node.
     *
     * @param colours of the nodes, from 0 on without a gap. Nodes of one colour must have equally many edges
     * @param edges those of the same graph
     */
    static int[] classes(int[] colours, BtfEdges edges) {
        BtfPartition partition = new BtfPartition(colours);
        partition.refine(edges);
        return partition.classes;
    }

    private void refine(BtfEdges edges) {
        int[] touched = new int[nodes.length];
        while (pendingCount > 0) {
            int splitter = pending[--pendingCount];
            // A copy: the class may itself be split meanwhile.
            long[] incoming = edges.into(Arrays.copyOfRange(nodes, firsts[splitter], ends[splitter]));
            for (int i = 0; i < incoming.length; ) {
                int number = BtfEdges.number(incoming[i]);
                int touchedCount = 0;
                for (; i < incoming.length && BtfEdges.number(incoming[i]) == number; i++) {
                    int source = BtfEdges.source(incoming[i]);
                    if (mark(source)) {
                        touched[touchedCount++] = classes[source];
                    }
                }
                for (int j = 0; j < touchedCount; j++) {
                    split(touched[j]);
                }
            }
        }
    }

    /** Whether it is the first marked node of its class. */
    private boolean mark(int node) {
        int own = classes[node];
        int front = firsts[own] + marked[own]++;
        int place = places[node];
        place(nodes[front], place);
        place(node, front);
        return front == firsts[own];
    }

    /** Parts marked nodes from the others; the smaller part becomes a new class, and the other stays the old one. */
    private void split(int old) {
        int middle = firsts[old] + marked[old];
        marked[old] = 0;
        if (middle == ends[old]) {
            return;
        }
        int added = count++;
        if (middle - firsts[old] <= ends[old] - middle) {
            firsts[added] = firsts[old];
            ends[added] = middle;
            firsts[old] = middle;
        } else {
            firsts[added] = middle;
            ends[added] = ends[old];
            ends[old] = middle;
        }
        for (int i = firsts[added]; i < ends[added]; i++) {
            classes[nodes[i]] = added;
        }
        // If the old one is pending, both are now; else to split by one of the two is enough.
        pending[pendingCount++] = added;
    }

    private void place(int node, int place) {
        nodes[place] = node;
        places[node] = place;
    }
}
