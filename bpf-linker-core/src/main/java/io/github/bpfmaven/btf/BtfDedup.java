package io.github.bpfmaven.btf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BTF in which each type stands once. An object that was linked of several sources has the types of their common headers
 * once for each source.
 *
 * <p>Types are the same if they are of one kind and have the same contents (names, sizes, members with their offsets
 * and bit-fields, values, signedness, parameters, tags' texts), if what they refer to is the same, in cycles too, and if
 * they carry the same declaration tags. Two structs of one name that differ both stay, as C has it. A forward
 * declaration is replaced by the definition of its name where all definitions of that name in the object are the same
 * (with forward declarations replaced in this way); else it stays, once.
 *
 * <p>Never merged are variables and DATASECs, which have a place of their own, and functions that function info names:
 * each piece of code keeps its FUNC, by whose id {@code freplace} and {@code fentry} find it. All other functions, those
 * declared only, are merged like types.
 *
 * <p>Of equal types the one with the lowest id stays, and ids are counted anew without gaps, so the result depends on
 * the input alone. Deduplicating again changes nothing. For n types with m references this takes O(m log² n) time,
 * however they hang together.
 *
 * <p>Source of what is compared: {@code btf__dedup} in {@code tools/lib/bpf/btf.c} of Linux 6.18, which differs in three
 * points: it merges functions with code, does not look at declaration tags, and takes a forward declaration for any of
 * several different definitions, so that structs with pointers to different structs of one name may become one.
 */
public final class BtfDedup {
    /** Real objects take one or two; each more takes back at least one name, so input made for it could take many. */
    private static final int MOST_ROUNDS = 32;

    private final Btf btf;
    private final BtfExt ext;

    private BtfDedup(Btf btf, BtfExt ext) {
        this.btf = btf;
        this.ext = ext;
    }

    /**
     * Deduplicates types, and lets what is said about instructions refer to those that stay.
     *
     * @param ext of the same object; {@link BtfExt#EMPTY} if it has none
     * @throws IllegalArgumentException if the BTF is split: no object is, and its base could not lose a type
     */
    public static BtfDedup of(Btf btf, BtfExt ext) {
        if (btf.base().isPresent()) {
            throw new IllegalArgumentException("split BTF cannot be deduplicated");
        }
        List<BtfType> types = btf.types();
        int[] colours = colours(types, ext);
        BtfForwards forwards = new BtfForwards(types);
        int[] classes = classes(types, colours, forwards);
        for (int round = 1; forwards.dropAmbiguous(classes); round++) {
            if (round == MOST_ROUNDS) {
                forwards.dropAll();
            }
            classes = classes(types, colours, forwards);
        }
        return survivors(btf, ext, classes, forwards);
    }

    /** The types that are left. */
    public Btf btf() {
        return btf;
    }

    /** What is said about instructions, with the new type ids. */
    public BtfExt ext() {
        return ext;
    }

    private static int[] classes(List<BtfType> types, int[] colours, BtfForwards forwards) {
        return BtfPartition.classes(colours, new BtfEdges(types, forwards::definition));
    }

    /** Equal numbers for types that do not differ by themselves, whatever they refer to. */
    private static int[] colours(List<BtfType> types, BtfExt ext) {
        Map<Integer, Set<BtfType>> tags = tags(types);
        Set<Integer> withCode = new HashSet<>();
        ext.functions().sections().forEach(section -> section.records().forEach(info -> withCode.add(info.type())));
        Map<Object, Integer> known = new HashMap<>();
        int[] colours = new int[types.size()];
        int count = 0;
        for (int id = 0; id < colours.length; id++) {
            BtfType type = types.get(id);
            boolean unique = type instanceof BtfType.Var || type instanceof BtfType.DataSec || withCode.contains(id);
            BtfType content = contents(type);
            Object label = tags.containsKey(id) ? List.of(content, tags.get(id)) : content;
            Integer equal = unique ? null : known.putIfAbsent(label, count);
            colours[id] = equal == null ? count++ : equal;
        }
        return colours;
    }

    private static Map<Integer, Set<BtfType>> tags(List<BtfType> types) {
        Map<Integer, Set<BtfType>> tags = new HashMap<>();
        for (BtfType type : types) {
            if (type instanceof BtfType.DeclTag tag) {
                tags.computeIfAbsent(tag.type(), unused -> new HashSet<>()).add(contents(tag));
            }
        }
        return tags;
    }

    private static BtfType contents(BtfType type) {
        return type.withReferences(id -> 0);
    }

    private static BtfDedup survivors(Btf btf, BtfExt ext, int[] classes, BtfForwards forwards) {
        int[] newIdOfClass = new int[classes.length];
        Arrays.fill(newIdOfClass, -1);
        int[] survivors = new int[classes.length];
        int count = 0;
        for (int id = 0; id < classes.length; id++) {
            if (!forwards.isResolved(id) && newIdOfClass[classes[id]] < 0) {
                newIdOfClass[classes[id]] = count;
                survivors[count++] = id;
            }
        }
        int[] newIds = new int[classes.length];
        Arrays.setAll(newIds, id -> newIdOfClass[classes[forwards.definition(id)]]);
        BtfType[] types = new BtfType[count];
        Arrays.setAll(types, id -> btf.type(survivors[id]).withReferences(old -> newIds[old]));
        return new BtfDedup(
                Btf.of(btf.byteOrder(), Arrays.asList(types).subList(1, count)), ext.withTypes(id -> newIds[id]));
    }
}
