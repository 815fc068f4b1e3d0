package io.github.bpfmaven.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Colours for the nodes of two graphs, the left one's first. Nodes of different colours cannot be partners. Refining
 * gives a new colour to nodes that see different colours along their edges, in either direction (Weisfeiler and Leman).
 */
final class Colouring {
    /** All edges of both graphs, from both ends; labels as numbers, those of incoming edges negative. */
    private final int[][] neighbours;

    private final int[][] edgeLabels;
    private final int leftSize;
    private int[] colours;
    private int count;

    /** Colours every node by its label. */
    Colouring(Graph left, Graph right) {
        leftSize = left.size();
        int size = leftSize + right.size();
        neighbours = new int[size][];
        edgeLabels = new int[size][];
        colours = new int[size];
        Map<Object, Integer> names = new HashMap<>();
        for (int node = 0; node < size; node++) {
            Object label = node < leftSize ? left.label(node) : right.label(node - leftSize);
            colours[node] = names.computeIfAbsent(label, unused -> names.size());
        }
        count = names.size();
        collectEdges(left, right);
    }

    private Colouring(Colouring other) {
        neighbours = other.neighbours;
        edgeLabels = other.edgeLabels;
        leftSize = other.leftSize;
        colours = other.colours.clone();
        count = other.count;
    }

    private void collectEdges(Graph left, Graph right) {
        List<List<Integer>> targets = new ArrayList<>();
        List<List<Integer>> labels = new ArrayList<>();
        for (int i = 0; i < colours.length; i++) {
            targets.add(new ArrayList<>());
            labels.add(new ArrayList<>());
        }
        Map<String, Integer> names = new HashMap<>();
        for (int node = 0; node < colours.length; node++) {
            int base = node < leftSize ? 0 : leftSize;
            for (Graph.Edge edge : (base == 0 ? left : right).edges(node - base)) {
                int label = names.computeIfAbsent(edge.label(), unused -> names.size() + 1);
                targets.get(node).add(base + edge.target());
                labels.get(node).add(label);
                targets.get(base + edge.target()).add(node);
                labels.get(base + edge.target()).add(-label);
            }
        }
        Arrays.setAll(neighbours, node -> ints(targets.get(node)));
        Arrays.setAll(edgeLabels, node -> ints(labels.get(node)));
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    Colouring copy() {
        return new Colouring(this);
    }

    /** Gives two nodes a colour of their own. */
    void single(int leftNode, int rightNode) {
        colours[leftNode] = count;
        colours[leftSize + rightNode] = count;
        count++;
    }

    /** Refines until nothing changes or the two sides have different numbers of some colour. */
    void refine() {
        int before;
        do {
            before = count;
        } while (unbalanced().isEmpty() && refineOnce() > before);
    }

    private int refineOnce() {
        Map<List<Long>, Integer> seen = new HashMap<>();
        int[] next = new int[colours.length];
        for (int node = 0; node < next.length; node++) {
            List<Long> view = new ArrayList<>(neighbours[node].length + 1);
            for (int i = 0; i < neighbours[node].length; i++) {
                view.add((long) edgeLabels[node][i] << 32 | colours[neighbours[node][i]]);
            }
            view.sort(null);
            view.add((long) colours[node]);
            next[node] = seen.computeIfAbsent(view, unused -> seen.size());
        }
        colours = next;
        count = seen.size();
        return count;
    }

    /** The colours that one side has more often than the other. */
    List<Integer> unbalanced() {
        int[] surplus = new int[count];
        for (int node = 0; node < colours.length; node++) {
            surplus[colours[node]] += node < leftSize ? 1 : -1;
        }
        List<Integer> found = new ArrayList<>();
        for (int colour = 0; colour < count; colour++) {
            if (surplus[colour] != 0) {
                found.add(colour);
            }
        }
        return found;
    }

    /** By colour: the nodes of the left graph that have it. */
    List<List<Integer>> leftNodes() {
        return nodes(0, leftSize);
    }

    /** By colour: the nodes of the right graph that have it, by their number in that graph. */
    List<List<Integer>> rightNodes() {
        return nodes(leftSize, colours.length);
    }

    private List<List<Integer>> nodes(int from, int to) {
        List<List<Integer>> byColour = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byColour.add(new ArrayList<>());
        }
        for (int node = from; node < to; node++) {
            byColour.get(colours[node]).add(node - from);
        }
        return byColour;
    }
}
