package io.github.bpfmaven.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.input.SymbolTable.Symbol;

/**
 * Reads the symbol table of a bitcode file: a blob in the block SYMTAB_BLOCK, whose names are in that of STRTAB_BLOCK.
 * Numbers are little-endian words of 4 bytes; a string is an offset and a size in the table of strings, a range an offset
 * and a number of elements in the table itself.
 *
 * <table>
 * <caption>Header (version 3)</caption>
 * <tr><th>offset</th><th>what</th></tr>
 * <tr><td>0</td><td>version</td></tr>
 * <tr><td>4</td><td>string: producer</td></tr>
 * <tr><td>12</td><td>range: modules</td></tr>
 * <tr><td>20</td><td>range: comdats</td></tr>
 * <tr><td>28</td><td>range: symbols, of 24 bytes each: strings name (0) and name in the IR (8), comdat (16), flags (20)</td></tr>
 * <tr><td>36</td><td>range: uncommon; strings triple, source file, linker options; range: libraries; 76 bytes in all</td></tr>
 * </table>
 *
 * <p>Source: {@code llvm/Object/IRSymtab.h} and {@code llvm/Bitcode/LLVMBitCodes.h}, LLVM 20.
 */
final class SymbolTableReader {
    private static final int MODULE_BLOCK = 8;
    private static final int STRTAB_BLOCK = 23;
    private static final int SYMTAB_BLOCK = 25;
    /** Both blocks have one record, of this code. */
    private static final int BLOB = 1;

    private static final int TOP_LEVEL_WIDTH = 2;

    private static final int VERSION = 3;
    private static final int HEADER_BYTES = 76;
    private static final int MODULES = 12;
    private static final int SYMBOLS = 28;
    private static final int SYMBOL_BYTES = 24;
    private static final int IR_NAME = 8;
    private static final int FLAGS = 20;

    private static final int UNDEFINED = 1 << 3;
    private static final int WEAK = 1 << 4;
    private static final int COMMON = 1 << 5;
    private static final int GLOBAL = 1 << 10;
    /** LLVM's own, and what its name marks as the assembler's. */
    private static final int FORMAT_SPECIFIC = 1 << 11;

    private final ByteBuffer table;
    private final byte[] strings;

    private SymbolTableReader(byte[] table, byte[] strings) {
        this.table = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        this.strings = strings;
    }

    static Optional<SymbolTable> read(byte[] file) {
        var bitcode = BitcodeFile.isWrapped(file)
                ? BitcodeFile.unwrap(file)
                : Optional.of(file).filter(BitcodeFile::isRaw);
        try {
            return bitcode.isPresent() ? find(bitcode.get()) : Optional.empty();
        } catch (Bitstream.DamagedException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<SymbolTable> find(byte[] bitcode) throws Bitstream.DamagedException {
        var in = new Bitstream(bitcode);
        in.seek(Integer.SIZE);
        var modules = 0;
        var tables = new ArrayList<byte[]>();
        var strings = new ArrayList<byte[]>();
        while (!in.atEnd()) {
            if (in.id(TOP_LEVEL_WIDTH) != Bitstream.ENTER_SUBBLOCK) {
                throw new Bitstream.DamagedException(in.position(), "there is no block");
            }
            var block = in.enterBlock();
            switch (block.id()) {
                case MODULE_BLOCK -> modules++;
                case SYMTAB_BLOCK -> tables.add(blob(in, block));
                case STRTAB_BLOCK -> strings.add(blob(in, block));
                default -> {}
            }
            in.leave(block);
        }
        // Of files put behind one another, a table is about its own module only.
        return modules == 1 && tables.size() == 1 && strings.size() == 1
                ? new SymbolTableReader(tables.get(0), strings.get(0)).read()
                : Optional.empty();
    }

    private static byte[] blob(Bitstream in, Bitstream.Block block) throws Bitstream.DamagedException {
        while (true) {
            var id = in.id(block.abbreviationWidth());
            switch (id) {
                case Bitstream.END_BLOCK ->
                    throw new Bitstream.DamagedException(in.position(), "a block has no content");
                case Bitstream.ENTER_SUBBLOCK -> in.skipBlock();
                case Bitstream.DEFINE_ABBREV -> in.defineAbbreviation();
                default -> {
                    var record = in.record(id);
                    if (record.code() == BLOB) {
                        return record.text().getBytes(StandardCharsets.ISO_8859_1);
                    }
                }
            }
        }
    }

    private Optional<SymbolTable> read() throws Bitstream.DamagedException {
        if (table.limit() < HEADER_BYTES || word(0) != VERSION || word(MODULES + 4) != 1) {
            return Optional.empty();
        }
        var start = word(SYMBOLS);
        var count = word(SYMBOLS + 4);
        if (start + count * SYMBOL_BYTES > table.limit()) {
            throw new Bitstream.DamagedException(0, "the symbols are longer than their table");
        }
        var defined = new ArrayList<Symbol>();
        var undefined = new ArrayList<Symbol>();
        for (var at = (int) start; at < start + count * SYMBOL_BYTES; at += SYMBOL_BYTES) {
            var flags = (int) word(at + FLAGS);
            if ((flags & GLOBAL) != 0 && (flags & FORMAT_SPECIFIC) == 0) {
                var symbol = new Symbol(name(at), (flags & WEAK) != 0, (flags & COMMON) != 0);
                ((flags & UNDEFINED) == 0 ? defined : undefined).add(symbol);
            }
        }
        return Optional.of(new SymbolTable(sorted(defined), sorted(undefined)));
    }

    private static List<Symbol> sorted(List<Symbol> symbols) {
        return symbols.stream()
                .sorted(Comparator.comparing(Symbol::name)
                        .thenComparing(Symbol::weak)
                        .thenComparing(Symbol::common))
                .distinct()
                .toList();
    }

    /** The name in the IR where there is one. */
    private String name(int symbol) throws Bitstream.DamagedException {
        return word(symbol + IR_NAME + 4) > 0 ? string(symbol + IR_NAME) : string(symbol);
    }

    private String string(int at) throws Bitstream.DamagedException {
        var start = word(at);
        var size = word(at + 4);
        if (start + size > strings.length) {
            throw new Bitstream.DamagedException(0, "a name is not in the table of strings");
        }
        return new String(strings, (int) start, (int) size, StandardCharsets.UTF_8);
    }

    private long word(int at) {
        return Integer.toUnsignedLong(table.getInt(at));
    }
}
