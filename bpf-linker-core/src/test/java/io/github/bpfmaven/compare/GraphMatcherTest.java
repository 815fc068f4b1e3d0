package io.github.bpfmaven.compare;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

@DisplayName("Two graphs")
final class GraphMatcherTest {
    @Test
    @DisplayName("are the same if only the numbers of their nodes differ")
    void sameButForNumbers() {
        assertSame(graph("a b c", "0-x-1 1-y-2 2-z-0"), graph("c a b", "1-x-2 2-y-0 0-z-1"));
    }

    @Test
    @DisplayName("are the same if only the order of a node's edges differs")
    void sameButForEdgeOrder() {
        assertSame(graph("a b c", "0-x-1 0-y-2"), graph("a b c", "0-y-2 0-x-1"));
    }

    @Test
    @DisplayName("differ by the label of a node")
    void differByNodeLabel() {
        assertDifferent(graph("a b", "0-x-1"), graph("a c", "0-x-1"));
    }

    @Test
    @DisplayName("differ by the label of an edge")
    void differByEdgeLabel() {
        assertDifferent(graph("a b", "0-x-1"), graph("a b", "0-y-1"));
    }

    @Test
    @DisplayName("differ by swapped targets")
    void differBySwappedTargets() {
        assertDifferent(graph("a b c", "0-x-1 0-y-2"), graph("a b c", "0-x-2 0-y-1"));
    }

    @Test
    @DisplayName("differ by the direction of an edge")
    void differByDirection() {
        assertDifferent(graph("a a b", "0-x-1 2-x-0"), graph("a a b", "1-x-0 2-x-0"));
    }

    @Test
    @DisplayName("differ by one more node, though all else is equal")
    void differByOneMoreNode() {
        assertDifferent(graph("a b", "0-x-1"), graph("a b b", "0-x-1"));
    }

    @Test
    @DisplayName("differ by an edge that is there twice")
    void differByRepeatedEdge() {
        assertDifferent(graph("a b", "0-x-1"), graph("a b", "0-x-1 0-x-1"));
    }

    @Test
    @DisplayName("differ by something four steps away")
    void differFarAway() {
        assertDifferent(
                graph("r s t u v w", "0-x-1 1-x-2 2-x-3 3-x-4"), graph("r s t u v w", "0-x-1 1-x-2 2-x-3 3-x-5"));
    }

    @Test
    @DisplayName("differ if twins are used by one each, or one of them by both")
    void differByUseOfTwins() {
        assertDifferent(graph("p q x x", "0-e-2 1-e-3"), graph("p q x x", "0-e-2 1-e-2"));
    }

    @Test
    @DisplayName("are the same if twins which lead to twins stand crosswise")
    void sameWithCrossedTwins() {
        assertSame(graph("a a b b", "0-x-2 1-x-3 2-y-0 3-y-1"), graph("a a b b", "0-x-3 1-x-2 2-y-1 3-y-0"));
    }

    @Test
    @DisplayName("are the same if many twins stand in another order")
    void sameWithManyTwins() {
        Graph left = new Graph();
        Graph right = new Graph();
        int pairs = 12;
        for (int i = 0; i < 2 * pairs; i++) {
            left.node(i < pairs ? "a" : "b");
            right.node(i < pairs ? "a" : "b");
        }
        for (int i = 0; i < pairs; i++) {
            left.edge(i, "x", pairs + i);
            right.edge(i, "x", 2 * pairs - 1 - i);
        }
        assertSame(left, right);
    }

    @Test
    @DisplayName("differ if one is a ring of six and the other two rings of three, which no colour tells apart")
    void differWhereColoursCannotTell() {
        List<String> differences = GraphMatcher.differences(
                graph("a a a a a a", "0-x-1 1-x-2 2-x-3 3-x-4 4-x-5 5-x-0"),
                graph("a a a a a a", "0-x-1 1-x-2 2-x-0 3-x-4 4-x-5 5-x-3"));
        assertEquals(List.of("equal node by node, but linked up in different ways"), differences);
    }

    @Test
    @DisplayName("are the same if both are empty")
    void sameIfEmpty() {
        assertSame(new Graph(), new Graph());
    }

    @Test
    @DisplayName("are described where they differ")
    void describeDifferences() {
        assertEquals(
                List.of("left has 1 more: a {x -> b}", "right has 1 more: a {x -> c}"),
                GraphMatcher.differences(graph("a b c p", "0-x-1 3-y-1 3-z-2"), graph("a b c p", "0-x-2 3-y-1 3-z-2"))
                        .stream()
                        .filter(text -> text.contains("more: a"))
                        .sorted()
                        .toList());
    }

    private static void assertSame(Graph left, Graph right) {
        assertEquals(List.of(), GraphMatcher.differences(left, right));
        assertEquals(List.of(), GraphMatcher.differences(right, left));
    }

    private static void assertDifferent(Graph left, Graph right) {
        assertFalse(GraphMatcher.differences(left, right).isEmpty());
        assertFalse(GraphMatcher.differences(right, left).isEmpty());
    }

    /** @param edges each as source-label-target */
    private static Graph graph(String labels, String edges) {
        Graph graph = new Graph();
        for (String label : labels.split(" ")) {
            graph.node(label);
        }
        for (String edge : edges.split(" ")) {
            String[] parts = edge.split("-");
            graph.edge(Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]));
        }
        return graph;
    }
}
