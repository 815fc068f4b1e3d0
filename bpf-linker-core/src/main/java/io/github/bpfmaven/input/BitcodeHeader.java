package io.github.bpfmaven.input;

import java.util.Optional;

/**
 * What bitcode says of itself before its code comes.
 *
 * <p>Source: {@code llvm/docs/BitCodeFormat.rst} and {@code LLVMBitCodes.h}, LLVM 20.
 *
 * @param producer what made it, such as {@code LLVM20.1.7}; empty if it doesn't say (LLVM before 3.9)
 * @param triple the target; empty if it doesn't say
 * @param modules how many modules follow each other
 */
record BitcodeHeader(Optional<String> producer, String triple, int modules) {
    private static final int MODULE_BLOCK = 8;
    private static final int IDENTIFICATION_BLOCK = 13;
    private static final int IDENTIFICATION_STRING = 1;
    private static final int MODULE_TRIPLE = 2;
    private static final int MODULE_GLOBAL_VARIABLE = 7;
    private static final int MODULE_FUNCTION = 8;
    private static final int TOP_LEVEL_WIDTH = 2;
    private static final int MAGIC_BITS = 32;

    /** @param bitcode without a wrapper, with its magic number */
    static BitcodeHeader read(byte[] bitcode) throws Bitstream.DamagedException {
        var in = new Bitstream(bitcode);
        in.seek(MAGIC_BITS);
        var producer = Optional.<String>empty();
        var triple = "";
        var modules = 0;
        while (!in.atEnd()) {
            if (in.id(TOP_LEVEL_WIDTH) != Bitstream.ENTER_SUBBLOCK) {
                throw new Bitstream.DamagedException(in.position(), "there is no block");
            }
            var block = in.enterBlock();
            if (block.id() == IDENTIFICATION_BLOCK && producer.isEmpty()) {
                producer = text(in, block, IDENTIFICATION_STRING);
            } else if (block.id() == MODULE_BLOCK) {
                if (modules++ == 0) {
                    triple = text(in, block, MODULE_TRIPLE).orElse("");
                }
            }
            in.leave(block);
        }
        return new BitcodeHeader(producer, triple, modules);
    }

    /** The text of the first such record that the block itself has, before any global. */
    private static Optional<String> text(Bitstream in, Bitstream.Block block, int code)
            throws Bitstream.DamagedException {
        while (true) {
            var id = in.id(block.abbreviationWidth());
            switch (id) {
                case Bitstream.END_BLOCK -> {
                    return Optional.empty();
                }
                case Bitstream.ENTER_SUBBLOCK -> in.skipBlock();
                case Bitstream.DEFINE_ABBREV -> in.defineAbbreviation();
                default -> {
                    var record = in.record(id);
                    if (record.code() == code) {
                        return Optional.of(record.text());
                    }
                    if (block.id() == MODULE_BLOCK
                            && (record.code() == MODULE_GLOBAL_VARIABLE || record.code() == MODULE_FUNCTION)) {
                        return Optional.empty();
                    }
                }
            }
        }
    }
}
