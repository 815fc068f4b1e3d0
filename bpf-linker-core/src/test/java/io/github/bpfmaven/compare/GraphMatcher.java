package io.github.bpfmaven.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether two graphs are the same but for the numbers of their nodes: whether there is a bijection that keeps
 * all labels and all edges.
 *
 * <p>Colour refinement finds most partners and nearly every difference. It cannot tell twins apart (two equal types in
 * one BTF section), so what it leaves open is tried out, and a bijection is believed only after every label and edge
 * was compared.
 */
final class GraphMatcher {
    private static final int MOST_TRIALS = 5_000;
    private static final int MOST_REPORTED = 4;

    private final Graph left;
    private final Graph right;
    private int trials;

    private GraphMatcher(Graph left, Graph right) {
        this.left = left;
        this.right = right;
    }

    /**
     * What differs, in words; empty if and only if the graphs are the same. If that could not be found out within 5,000
     * trials, it counts as a difference.
     */
    static List<String> differences(Graph left, Graph right) {
        return new GraphMatcher(left, right).differences();
    }

    private List<String> differences() {
        Colouring colouring = new Colouring(left, right);
        colouring.refine();
        List<Integer> unbalanced = colouring.unbalanced();
        if (!unbalanced.isEmpty()) {
            return report(colouring, unbalanced);
        }
        if (isSame(inOrder(colouring)) || search(colouring)) {
            return List.of();
        }
        return List.of(
                trials > MOST_TRIALS
                        ? "undecided after " + MOST_TRIALS + " trials"
                        : "equal node by node, but linked up in different ways");
    }

    private List<String> report(Colouring colouring, List<Integer> colours) {
        List<String> report = new ArrayList<>();
        List<List<Integer>> leftNodes = colouring.leftNodes();
        List<List<Integer>> rightNodes = colouring.rightNodes();
        for (int colour : colours) {
            int surplus = leftNodes.get(colour).size() - rightNodes.get(colour).size();
            report.add(
                    surplus > 0
                            ? "left has " + surplus + " more: "
                                    + left.describe(leftNodes.get(colour).get(0))
                            : "right has " + -surplus + " more: "
                                    + right.describe(rightNodes.get(colour).get(0)));
        }
        // Those with many edges say more than the plain types that they point to.
        report.sort((one, other) -> other.length() - one.length());
        if (report.size() <= MOST_REPORTED) {
            return report;
        }
        List<String> shown = new ArrayList<>(report.subList(0, MOST_REPORTED));
        shown.add("and " + (report.size() - MOST_REPORTED) + " more");
        return shown;
    }

    private boolean search(Colouring colouring) {
        Optional<int[]> bijection = bijection(colouring);
        if (bijection.isPresent()) {
            return isSame(bijection.get());
        }
        List<List<Integer>> leftNodes = colouring.leftNodes();
        int twins = 0;
        while (leftNodes.get(twins).size() < 2) {
            twins++;
        }
        for (int candidate : colouring.rightNodes().get(twins)) {
            if (++trials > MOST_TRIALS) {
                return false;
            }
            Colouring trial = colouring.copy();
            trial.single(leftNodes.get(twins).get(0), candidate);
            trial.refine();
            if (trial.unbalanced().isEmpty() && search(trial)) {
                return true;
            }
        }
        return false;
    }

    /** By left node: its partner, if the colours leave no choice. */
    private Optional<int[]> bijection(Colouring balanced) {
        boolean choice = balanced.leftNodes().stream().anyMatch(nodes -> nodes.size() > 1);
        return choice ? Optional.empty() : Optional.of(inOrder(balanced));
    }

    /** By left node: a partner of the same colour; nodes of one colour are taken in the order of their numbers. */
    private int[] inOrder(Colouring balanced) {
        int[] partners = new int[left.size()];
        List<List<Integer>> leftNodes = balanced.leftNodes();
        List<List<Integer>> rightNodes = balanced.rightNodes();
        for (int colour = 0; colour < leftNodes.size(); colour++) {
            for (int i = 0; i < leftNodes.get(colour).size(); i++) {
                partners[leftNodes.get(colour).get(i)] = rightNodes.get(colour).get(i);
            }
        }
        return partners;
    }

    private boolean isSame(int[] partners) {
        for (int node = 0; node < partners.length; node++) {
            List<Graph.Edge> mapped = new ArrayList<>();
            for (Graph.Edge edge : left.edges(node)) {
                mapped.add(new Graph.Edge(edge.label(), partners[edge.target()]));
            }
            if (!left.label(node).equals(right.label(partners[node]))
                    || !sorted(mapped).equals(sorted(right.edges(partners[node])))) {
                return false;
            }
        }
        return true;
    }

    private static List<Graph.Edge> sorted(List<Graph.Edge> edges) {
        return edges.stream()
                .sorted((one, other) -> one.label().equals(other.label())
                        ? Integer.compare(one.target(), other.target())
                        : one.label().compareTo(other.label()))
                .toList();
    }
}
