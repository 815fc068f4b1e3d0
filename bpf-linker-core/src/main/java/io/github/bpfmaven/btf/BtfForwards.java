package io.github.bpfmaven.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which definition a forward declaration stands for: a FWD for the struct or the union of its name, an enum without
 * values for the enum of its name, whether that has 32 or 64 bits. At first each stands for the first definition; those
 * whose definitions turn out to differ are taken back by {@link #dropAmbiguous}.
 */
final class BtfForwards {
    private final int[] definitions;
    private final List<Namesakes> open = new ArrayList<>();

    BtfForwards(List<BtfType> types) {
        definitions = IntStream.range(0, types.size()).toArray();
        Map<Name, Namesakes> all = new HashMap<>();
        for (int id = 0; id < definitions.length; id++) {
            BtfType type = types.get(id);
            if (isNamed(type)) {
                Namesakes namesakes = all.computeIfAbsent(
                        new Name(type.name(), keyword(type)),
                        unused -> new Namesakes(new ArrayList<>(), new ArrayList<>()));
                (isForward(type) ? namesakes.forwards : namesakes.definitions).add(id);
            }
        }
        for (Namesakes namesakes : all.values()) {
            if (!namesakes.forwards.isEmpty() && !namesakes.definitions.isEmpty()) {
                namesakes.forwards.forEach(id -> definitions[id] = namesakes.definitions.get(0));
                open.add(namesakes);
            }
        }
    }

    /** The definition that a type stands for; the type itself if it is no forward declaration, or one on its own. */
    int definition(int id) {
        return definitions[id];
    }

    /** Whether a type is one that another stands for, and not itself. */
    boolean isResolved(int id) {
        return definitions[id] != id;
    }

    /**
     * Lets forward declarations stand for themselves where the definitions of the name are not all the same.
     *
     * @param classes by type
     * @return whether there were any: then the classes were found on a wrong assumption
     */
    boolean dropAmbiguous(int[] classes) {
        return open.removeIf(namesakes -> {
            int first = classes[namesakes.definitions.get(0)];
            boolean ambiguous = namesakes.definitions.stream().anyMatch(id -> classes[id] != first);
            if (ambiguous) {
                namesakes.forwards.forEach(id -> definitions[id] = id);
            }
            return ambiguous;
        });
    }

    /** Lets all forward declarations stand for themselves. */
    void dropAll() {
        open.forEach(namesakes -> namesakes.forwards.forEach(id -> definitions[id] = id));
        open.clear();
    }

    private static boolean isNamed(BtfType type) {
        return switch (type.kind()) {
            case STRUCT, UNION, FWD, ENUM, ENUM64 -> !type.name().isEmpty();
            default -> false;
        };
    }

    private static boolean isForward(BtfType type) {
        return type instanceof BtfType.Fwd
                || type instanceof BtfType.Enum values && values.values().isEmpty()
                || type instanceof BtfType.Enum64 wide && wide.values().isEmpty();
    }

    private static BtfKind keyword(BtfType type) {
        return switch (type.kind()) {
            case FWD -> ((BtfType.Fwd) type).union() ? BtfKind.UNION : BtfKind.STRUCT;
            case ENUM64 -> BtfKind.ENUM;
            default -> type.kind();
        };
    }

    /** @param keyword {@code STRUCT}, {@code UNION} or {@code ENUM}: each has names of its own in C's tags */
    private record Name(String name, BtfKind keyword) {}

    private record Namesakes(List<Integer> forwards, List<Integer> definitions) {}
}
