package io.github.bpfmaven.btf;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * BTF with its forward declarations in one order, whatever order the compiler gave them.
 *
 * <p>LLVM (20.1.7, {@code BTFDebug::endModule}) resolves pointers to structs last, over a map ordered by the
 * addresses of its debug nodes. What it adds there, FWD types and the type tags between a pointer and its struct, gets
 * its ids in an order that differs from run to run. Nothing else differs but the string section, which follows the types.
 *
 * <p>The order given here: <em>movable</em> are the FWD and TYPE_TAG types that a type of another kind, or a record of
 * {@code .BTF.ext}, reaches directly or over type tags alone. They come behind all others, in the order in which they are
 * first reached: by all other types in the order of their ids, each one's references in the order in which it holds them; then
 * by function info; then by CO-RE relocations. At a chain of type tags the far end counts as reached first, as LLVM has it. All
 * other types keep their order. So it makes no difference either whether clang has seen a struct's members that BTF
 * doesn't describe: LLVM adds a FWD last for one that it has cut, and at once for one that was only declared.
 *
 * <p>The order is total: a movable type is first reached at just one step of that walk, and a step reaches just one. It
 * does not depend on the ids that the movable types had, since the walk goes over the others and follows references
 * only. So inputs that differ in nothing but the order of movable types give the same types, and over
 * {@link BtfSections} the same bytes; two FWDs of one name are told apart by who names them first. Types are never
 * merged: the result is the same graph. FWDs that nothing names stay where they are: LLVM adds none of these last. Nor
 * do those in the base of split BTF move.
 */
public final class BtfCanonicalOrder {
    private final Btf btf;
    private final BtfExt ext;

    private BtfCanonicalOrder(Btf btf, BtfExt ext) {
        this.btf = btf;
        this.ext = ext;
    }

    /**
     * Brings types and what is said about instructions into canonical order.
     *
     * @param ext of the same object; {@link BtfExt#EMPTY} if it has none
     */
    public static BtfCanonicalOrder of(Btf btf, BtfExt ext) {
        int[] newIds = new Walk(btf, ext).newIds();
        IntUnaryOperator ids = id -> newIds[id];
        int first = btf.firstOwnId();
        BtfType[] own = new BtfType[newIds.length - first];
        for (int id = first; id < newIds.length; id++) {
            own[newIds[id] - first] = btf.type(id).withReferences(ids);
        }
        List<BtfType> types = List.of(own);
        return new BtfCanonicalOrder(
                btf.base().map(base -> Btf.splitOf(base, types)).orElseGet(() -> Btf.of(btf.byteOrder(), types)),
                ext.withTypes(ids));
    }

    /** The types in canonical order. */
    public Btf btf() {
        return btf;
    }

    /** What is said about instructions, with the new type ids. */
    public BtfExt ext() {
        return ext;
    }

    /** Finds the movable types in the order in which they are reached. */
    private static final class Walk {
        private final List<BtfType> types;
        private final int first;
        private final boolean[] seen;
        private final int[] order;
        private final int[] chain;
        private int found;

        Walk(Btf btf, BtfExt ext) {
            types = btf.types();
            first = btf.firstOwnId();
            seen = new boolean[types.size()];
            order = new int[types.size()];
            chain = new int[types.size()];
            IntStream.range(first, types.size())
                    .filter(id -> !canMove(id))
                    .flatMap(id -> types.get(id).references())
                    .forEach(this::reach);
            ext.functions().sections().forEach(section -> section.records().forEach(info -> reach(info.type())));
            ext.relocations()
                    .sections()
                    .forEach(section -> section.records().forEach(relocation -> reach(relocation.type())));
        }

        int[] newIds() {
            int[] newIds = new int[types.size()];
            int next = 0;
            for (int id = 0; id < newIds.length; id++) {
                if (!seen[id]) {
                    newIds[id] = next++;
                }
            }
            for (int i = 0; i < found; i++) {
                newIds[order[i]] = next++;
            }
            return newIds;
        }

        private void reach(int start) {
            int length = 0;
            int id = start;
            while (canMove(id) && !seen[id]) {
                seen[id] = true;
                chain[length++] = id;
                if (types.get(id) instanceof BtfType.TypeTag tag) {
                    id = tag.type();
                }
            }
            while (length > 0) {
                order[found++] = chain[--length];
            }
        }

        private boolean canMove(int id) {
            BtfType type = types.get(id);
            return id >= first && (type instanceof BtfType.Fwd || type instanceof BtfType.TypeTag);
        }
    }
}
