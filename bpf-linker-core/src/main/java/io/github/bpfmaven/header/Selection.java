package io.github.bpfmaven.header;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/**
 * Which types a header holds: the roots, what they need, and what is so many pointers away from them. The nearest way to a
 * type counts (Dijkstra's algorithm, with pointers of length 1), so the order of the roots does not matter.
 */
final class Selection {
    private static final int FAR = -1;

    private final Btf btf;
    private final TypeUses uses;
    private final int pointees;
    /** By type that is to be complete: how many pointers away it is. */
    private final int[] distances;

    private final BitSet declared = new BitSet();
    private final PriorityQueue<Reached> queue = new PriorityQueue<>(Comparator.comparingInt(Reached::distance));

    private record Reached(int id, int distance) {}

    Selection(Btf btf, TypeUses uses, int pointees) {
        this.btf = btf;
        this.uses = uses;
        this.pointees = pointees;
        this.distances = new int[btf.types().size()];
        Arrays.fill(distances, FAR);
    }

    /** Asks for a type's definition, and all that this needs. */
    void define(int id) throws HeaderException {
        complete(id, 0);
        drain();
    }

    /** Asks for what a function's prototype needs. */
    void declareFunction(int prototype) throws HeaderException {
        for (Use use : uses.of(prototype)) {
            if (use.kind() == Use.Kind.COMPLETE) {
                complete(use.id(), pointees);
            } else {
                declare(use.id());
            }
        }
        drain();
    }

    /** Whether a struct, a union or an enum is defined, or a typedef is of something with a size. */
    boolean isComplete(int id) {
        return distances[id] != FAR;
    }

    /** Whether a type is named where its definition is not needed. */
    boolean isDeclared(int id) {
        return declared.get(id);
    }

    boolean contains(int id) {
        return isComplete(id) || isDeclared(id);
    }

    private void drain() throws HeaderException {
        while (!queue.isEmpty()) {
            Reached reached = queue.remove();
            if (distances[reached.id] == reached.distance) {
                follow(reached);
            }
        }
    }

    private void follow(Reached reached) throws HeaderException {
        for (Use use : uses.of(reached.id)) {
            switch (use.kind()) {
                case COMPLETE, SAME -> complete(use.id(), reached.distance);
                case POINTEE -> {
                    declare(use.id());
                    if (reached.distance < pointees) {
                        complete(use.id(), reached.distance + 1);
                    }
                }
                case DECLARED -> declare(use.id());
            }
        }
    }

    private void complete(int id, int distance) {
        if (isForward(id)) {
            declared.set(id);
            return;
        }
        if (distances[id] == FAR || distance < distances[id]) {
            distances[id] = distance;
            queue.add(new Reached(id, distance));
        }
    }

    /** A struct that is only declared needs no more; a typedef needs what it stands for to be declared. */
    private void declare(int start) throws HeaderException {
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int id = open.pop();
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
                // Plain C has no forward declaration of an enum.
                complete(id, pointees);
            } else if (!declared.get(id)) {
                declared.set(id);
                if (!(type instanceof BtfType.Typedef)) {
                    continue;
                }
                for (Use use : uses.of(id)) {
                    if (use.kind() == Use.Kind.COMPLETE) {
                        complete(use.id(), pointees);
                    } else {
                        open.push(use.id());
                    }
                }
            }
        }
    }

    /** Enums without values, which BTF has in place of forward declarations, too. */
    private boolean isForward(int id) {
        BtfType type = btf.type(id);
        return type instanceof BtfType.Fwd
                || type instanceof BtfType.Enum values && values.values().isEmpty()
                || type instanceof BtfType.Enum64 wide && wide.values().isEmpty();
    }
}
