package io.github.bpfmaven.btf;

import java.util.List;

/** The types that a {@link Btf} has of its own, by their place among them. For use by several threads. */
sealed interface BtfTypeTable permits BtfTypeTable.Listed, BtfDecoder {
    /** How many there are. */
    int count();

    /** One of them. */
    BtfType type(int place);

    /** The kind of one of them. */
    BtfKind kind(int place);

    /** {@link BtfNames#hash} of the name of one of them; 0 if it has none. */
    int nameHash(int place);

    /** Types that were put together, not read. */
    record Listed(List<BtfType> types, List<BtfKind> kinds) implements BtfTypeTable {
        static Listed of(List<? extends BtfType> types) {
            return new Listed(
                    List.copyOf(types), types.stream().map(BtfType::kind).toList());
        }

        @Override
        public int count() {
            return types.size();
        }

        @Override
        public BtfType type(int place) {
            return types.get(place);
        }

        @Override
        public BtfKind kind(int place) {
            return kinds.get(place);
        }

        @Override
        public int nameHash(int place) {
            return BtfNames.hash(types.get(place).name());
        }
    }
}
