package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfType;

/**
 * The names that types get in a header. C has one name space for structs, unions and enums, and one for typedefs,
 * enumerators and functions; the kernel, made of many sources, has names twice in one. The one that most members use keeps its
 * name, the others become {@code name___2}, {@code name___3}: CO-RE ignores what follows three underscores. Where about as
 * many use one as the other (up to the next power of two, so that they seldom change places from kernel to kernel),
 * {@link ContentOrder} decides. In the second name space typedefs come first, then enumerators.
 *
 * <p>Names depend on all of the BTF and not on what is asked for, so they are the same in every header made from it.
 */
final class HeaderNames {
    /** Pointers, arrays and qualifiers in a row: more than anybody writes. */
    private static final int MOST_STEPS = 16;

    private final Btf btf;
    private final Comparator<Integer> content;
    private final Comparator<Integer> precedence;
    private final @Nullable String[] names;
    /** Where an enum's are not those of the BTF. */
    private final Map<Integer, List<String>> enumerators = new HashMap<>();

    private final Space tags = new Space();
    private final Space ordinary = new Space();

    HeaderNames(Btf btf) {
        this.btf = btf;
        this.content = new ContentOrder(btf);
        this.names = new String[btf.types().size()];
        int[] uses = uses(btf);
        this.precedence = Comparator.<Integer, Integer>comparing(id -> Integer.numberOfLeadingZeros(uses[id]))
                .thenComparing(content);
        Map<String, List<Integer>> tagged = new HashMap<>();
        Map<String, List<Integer>> typedefs = new HashMap<>();
        List<Integer> enums = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            switch (btf.kind(id)) {
                case STRUCT, UNION, FWD -> collect(tagged, id);
                case ENUM, ENUM64 -> {
                    collect(tagged, id);
                    enums.add(id);
                }
                // Those without a name are damaged, but others may need them.
                case TYPEDEF ->
                    typedefs.computeIfAbsent(btf.type(id).name(), name -> new ArrayList<>(1))
                            .add(id);
                default -> {}
            }
        }
        enums.forEach(id -> enumerators(id).forEach(value -> ordinary.avoid(value.name())));
        typedefs.keySet().forEach(ordinary::avoid);
        tagged.keySet().forEach(tags::avoid);
        inOrder(tagged).forEach(this::nameTagged);
        inOrder(typedefs).forEach(same -> {
            same.sort(precedence);
            same.forEach(id -> names[id] = ordinary.take(btf.type(id).name()));
        });
        enums.sort(enumOrder());
        enums.forEach(this::nameEnumerators);
    }

    /**
     * How many members and typedefs use each, be it through pointers. Only those of types with a name count: they are in every
     * header, whatever functions and variables the BTF has besides.
     */
    private static int[] uses(Btf btf) {
        int[] uses = new int[btf.types().size()];
        for (int id = 1; id < uses.length; id++) {
            switch (btf.kind(id)) {
                case TYPEDEF, STRUCT, UNION -> {
                    BtfType type = btf.type(id);
                    int count = type.name().isEmpty() && !(type instanceof BtfType.Typedef) ? 0 : type.referenceCount();
                    for (int number = 0; number < count; number++) {
                        uses[named(btf, type.reference(number))]++;
                    }
                }
                default -> {}
            }
        }
        return uses;
    }

    private static int named(Btf btf, int start) {
        int id = start;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            switch (btf.kind(id)) {
                case PTR, CONST, VOLATILE, RESTRICT, TYPE_TAG, ARRAY ->
                    id = btf.type(id).reference(0);
                default -> {
                    return id;
                }
            }
        }
        return 0;
    }

    /** The name of a struct, union, enum, forward declaration or typedef; empty if it has none. */
    Optional<String> name(int id) {
        return Optional.ofNullable(names[id]);
    }

    /** The names of an enum's values, in their order. */
    List<String> enumeratorNames(int id) {
        List<String> renamed = enumerators.get(id);
        return renamed != null
                ? renamed
                : enumerators(id).stream().map(BtfEnumerator::name).toList();
    }

    /** Gives an enum without a name one, so that several can use it. */
    void nameEnum(int id) {
        names[id] = tags.take(enumeratorNames(id).get(0) + "___enum");
    }

    /** A name for a function. Programs may call kfuncs by {@code name___2} (libbpf 1.3). */
    String function(String name) {
        return ordinary.take(name);
    }

    /** Whether a typedef, an enumerator or a function is called so. */
    boolean isOrdinary(String name) {
        return ordinary.taken.contains(name);
    }

    List<BtfEnumerator> enumerators(int id) {
        BtfType type = btf.type(id);
        return type instanceof BtfType.Enum values ? values.values() : ((BtfType.Enum64) type).values();
    }

    /** Enums with a name first, then by the first value's; the same for the places where they are written. */
    Comparator<Integer> enumOrder() {
        return Comparator.<Integer, Boolean>comparing(id -> btf.type(id).name().isEmpty())
                .thenComparing(this::sortName)
                .thenComparing(content);
    }

    private String sortName(int id) {
        String name = btf.type(id).name();
        return !name.isEmpty() || enumerators(id).isEmpty()
                ? name
                : enumerators(id).get(0).name();
    }

    private void collect(Map<String, List<Integer>> groups, int id) {
        String own = btf.type(id).name();
        if (!own.isEmpty()) {
            groups.computeIfAbsent(own, name -> new ArrayList<>(1)).add(id);
        }
    }

    /** By name: one group's new names must not depend on where a hash table has another. */
    private static List<List<Integer>> inOrder(Map<String, List<Integer>> groups) {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A forward declaration is of the first that has its kind and name; if there is none, all of them are one. */
    private void nameTagged(List<Integer> same) {
        same.sort(Comparator.<Integer, Boolean>comparing(this::isForward).thenComparing(precedence));
        Map<String, String> firsts = new HashMap<>();
        for (int id : same) {
            BtfType type = btf.type(id);
            String keyword = CKeywords.of(type);
            String known = firsts.get(keyword);
            if (known != null && isForward(id)) {
                names[id] = known;
            } else {
                String name = tags.take(type.name());
                names[id] = name;
                firsts.putIfAbsent(keyword, name);
            }
        }
    }

    private boolean isForward(int id) {
        BtfType type = btf.type(id);
        return type instanceof BtfType.Fwd
                || !(type instanceof BtfType.Composite) && enumerators(id).isEmpty();
    }

    private void nameEnumerators(int id) {
        List<BtfEnumerator> values = enumerators(id);
        List<String> given = new ArrayList<>(values.size());
        boolean renamed = false;
        for (BtfEnumerator value : values) {
            String name = ordinary.take(value.name());
            renamed |= !name.equals(value.name());
            given.add(name);
        }
        if (renamed) {
            enumerators.put(id, given);
        }
    }

    private static final class Space {
        private final Set<String> taken = new HashSet<>();
        private final Set<String> avoided = new HashSet<>();
        /** By name: the last number given, so that a thousand of one name take no million of steps. */
        private final Map<String, Integer> numbers = new HashMap<>();

        /** A name that is somebody's own: nobody is renamed to it. */
        void avoid(String name) {
            // Only names that somebody could be renamed to need be known, and there are few of these.
            if (name.contains("___")) {
                avoided.add(CIdentifiers.legal(name));
            }
        }

        String take(String wanted) {
            String name = CIdentifiers.legal(wanted);
            if (!CIdentifiers.isReserved(name) && taken.add(name)) {
                return name;
            }
            String numbered;
            do {
                numbered = name + "___" + (numbers.merge(name, 1, Integer::sum) + 1);
            } while (avoided.contains(numbered) || !taken.add(numbered));
            return numbered;
        }
    }
}
