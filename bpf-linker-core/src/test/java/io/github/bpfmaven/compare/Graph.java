package io.github.bpfmaven.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * A directed graph with labels on nodes and edges. Nodes are numbered from 0 on in the order in which they were added;
 * the number means nothing to {@link GraphMatcher}, nor does the order of a node's edges.
 */
final class Graph {
    /** One way out of a node, to the node with the number {@code target}. */
    record Edge(String label, int target) {}

    private final List<Object> labels = new ArrayList<>();
    private final List<List<Edge>> edges = new ArrayList<>();

    /**
     * @param label anything with a meaningful {@code equals}
     * @return the new node's number
     */
    int node(Object label) {
        labels.add(label);
        edges.add(new ArrayList<>());
        return labels.size() - 1;
    }

    /** Adds an edge; the target may be added to the graph later. */
    void edge(int source, String label, int target) {
        edges.get(source).add(new Edge(label, target));
    }

    int size() {
        return labels.size();
    }

    Object label(int node) {
        return labels.get(node);
    }

    List<Edge> edges(int node) {
        return edges.get(node);
    }

    /** The node and those it points to, in words. */
    String describe(int node) {
        StringBuilder text = new StringBuilder(labels.get(node).toString());
        String separator = " {";
        for (Edge edge : edges.get(node)) {
            text.append(separator).append(edge.label()).append(" -> ").append(labels.get(edge.target()));
            separator = "; ";
        }
        return edges.get(node).isEmpty() ? text.toString() : text.append('}').toString();
    }
}
