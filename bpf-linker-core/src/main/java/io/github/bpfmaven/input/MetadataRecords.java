package io.github.bpfmaven.input;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The debug info of a bitcode module, record by record, with where in the file each number stands.
 *
 * <p>Source: {@code LLVMBitCodes.h} and {@code BitcodeWriter.cpp}, LLVM 20.
 */
final class MetadataRecords {
    static final int NODE = 3;
    static final int DERIVED_TYPE = 17;
    static final int COMPOSITE_TYPE = 18;
    static final int SUBROUTINE_TYPE = 19;
    static final int COMPILE_UNIT = 20;
    static final int SUBPROGRAM = 21;
    static final int GLOBAL_VAR = 27;
    static final int LOCAL_VAR = 28;
    static final int GLOBAL_DECL_ATTACHMENT = 36;

    private static final int NAME = 4;
    private static final int KIND = 6;
    private static final int NAMED_NODE = 10;
    private static final int STRINGS = 35;
    private static final int INDEX_OFFSET = 38;
    private static final int INDEX = 39;
    /** Stands where it is used, without an id. */
    private static final int ARG_LIST = 46;

    private static final int MODULE_BLOCK = 8;
    private static final int FUNCTION_BLOCK = 12;
    private static final int METADATA_BLOCK = 15;
    private static final int TOP_LEVEL_WIDTH = 2;
    private static final int MAGIC_BITS = 32;

    private final Bitstream in;
    private final List<Node> nodes = new ArrayList<>();
    private final List<BitstreamRecord> attachments = new ArrayList<>();
    /** The module's, then those of each function that has some. */
    private final List<Space> spaces = new ArrayList<>(List.of(new Space(0)));

    private MetadataRecords(Bitstream in) {
        this.in = in;
    }

    /** @param space which ids its operands are to be understood by */
    record Node(BitstreamRecord record, int space) {}

    /** Ids of metadata: strings first, then nodes. A function's go on where the module's end. */
    private static final class Space {
        private final int firstNode;
        private int strings;
        private int nodes;

        Space(int firstNode) {
            this.firstNode = firstNode;
        }

        int size() {
            return strings + nodes;
        }
    }

    static MetadataRecords read(byte[] bitcode) throws Bitstream.DamagedException {
        var in = new Bitstream(bitcode);
        in.seek(MAGIC_BITS);
        var records = new MetadataRecords(in);
        while (!in.atEnd() && in.id(TOP_LEVEL_WIDTH) == Bitstream.ENTER_SUBBLOCK) {
            var block = in.enterBlock();
            if (block.id() == MODULE_BLOCK) {
                records.readModule(block);
                return records;
            }
            in.leave(block);
        }
        return records;
    }

    private void readModule(Bitstream.Block module) throws Bitstream.DamagedException {
        forEach(module, this::readInModule, record -> {});
    }

    private void readInModule(Bitstream.Block block) throws Bitstream.DamagedException {
        switch (block.id()) {
            case Bitstream.BLOCK_INFO -> in.readBlockInfo(block);
            case METADATA_BLOCK -> forEach(block, nested -> {}, record -> add(record, 0));
            case FUNCTION_BLOCK -> {
                spaces.add(new Space(nodes.size()));
                forEach(block, this::readInFunction, record -> {});
            }
            default -> {}
        }
    }

    private void readInFunction(Bitstream.Block block) throws Bitstream.DamagedException {
        if (block.id() == METADATA_BLOCK) {
            forEach(block, nested -> {}, record -> add(record, spaces.size() - 1));
        }
    }

    private interface BlockReader {
        void read(Bitstream.Block block) throws Bitstream.DamagedException;
    }

    private void forEach(Bitstream.Block block, BlockReader blocks, Consumer<BitstreamRecord> records)
            throws Bitstream.DamagedException {
        while (true) {
            var id = in.id(block.abbreviationWidth());
            switch (id) {
                case Bitstream.END_BLOCK -> {
                    return;
                }
                case Bitstream.ENTER_SUBBLOCK -> {
                    var nested = in.enterBlock();
                    blocks.read(nested);
                    in.leave(nested);
                }
                case Bitstream.DEFINE_ABBREV -> in.defineAbbreviation();
                default -> records.accept(in.record(id));
            }
        }
    }

    private void add(BitstreamRecord record, int space) {
        switch (record.code()) {
            case STRINGS -> spaces.get(space).strings = (int) record.operand(0);
            case GLOBAL_DECL_ATTACHMENT -> attachments.add(record);
            case NAME, KIND, NAMED_NODE, INDEX_OFFSET, INDEX, ARG_LIST -> {}
            default -> {
                nodes.add(new Node(record, space));
                spaces.get(space).nodes++;
            }
        }
    }

    /** All nodes; where in this list one is, is what the other methods take for it. */
    List<Node> nodes() {
        return nodes;
    }

    /** What is attached to globals; ids in it are the module's. */
    List<BitstreamRecord> attachments() {
        return attachments;
    }

    /**
     * The node that an operand refers to.
     *
     * @param reference an id and one more, 0 for none, as records have it
     * @param space of the node that the operand is of
     * @return empty for none, and for a string
     */
    OptionalInt find(long reference, int space) {
        var module = spaces.get(0);
        var id = reference - 1;
        var local = spaces.get(space);
        if (id >= module.size() && space > 0) {
            id -= module.size();
        } else {
            local = module;
        }
        var node = id - local.strings;
        return node >= 0 && node < local.nodes ? OptionalInt.of(local.firstNode + (int) node) : OptionalInt.empty();
    }

    /** Makes a number 0 without changing how many bits it takes. */
    static void clear(byte[] bitcode, long bit) {
        var at = bit;
        while (true) {
            var more = get(bitcode, at + 5);
            for (var i = 0; i < 5; i++) {
                bitcode[(int) (at + i >> 3)] &= (byte) ~(1 << (at + i & 7));
            }
            if (!more) {
                return;
            }
            at += 6;
        }
    }

    private static boolean get(byte[] bitcode, long bit) {
        return (bitcode[(int) (bit >> 3)] >> (bit & 7) & 1) != 0;
    }
}
