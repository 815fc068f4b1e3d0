package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** Writes {@code .BTF.ext}. */
final class BtfExtWriter {
    private final ByteOrder order;
    private final BtfStringTable strings;

    BtfExtWriter(ByteOrder order, BtfStringTable strings) {
        this.order = order;
        this.strings = strings;
    }

    byte[] write(BtfExt ext) {
        byte[] functions = area(
                ext.functions(),
                (out, info) -> out.int32(info.instructionOffset())
                        .int32(info.type())
                        .bytes(info.more().bytes()));
        byte[] lines = area(
                ext.lines(),
                (out, info) -> out.int32(info.instructionOffset())
                        .int32(strings.offset(info.file()))
                        .int32(strings.offset(info.text()))
                        .int32(info.line() << BtfExtReader.COLUMN_BITS | info.column())
                        .bytes(info.more().bytes()));
        byte[] relocations = area(
                ext.relocations(),
                (out, relocation) -> out.int32(relocation.instructionOffset())
                        .int32(relocation.type())
                        .int32(strings.offset(relocation.access()))
                        .int32(relocation.kind())
                        .bytes(relocation.more().bytes()));
        BtfOutput out = new BtfOutput(order);
        out.header(BtfHeader.FIXED_SIZE + 3 * BtfHeader.AREA_SIZE);
        out.int32(0).int32(functions.length);
        out.int32(functions.length).int32(lines.length);
        out.int32(functions.length + lines.length).int32(relocations.length);
        return out.bytes(functions).bytes(lines).bytes(relocations).bytes();
    }

    private <R> byte[] area(BtfExt.Area<R> area, BiConsumer<BtfOutput, R> recordWriter) {
        BtfOutput out = new BtfOutput(order);
        if (area.recordSize() != 0) {
            out.int32(area.recordSize());
        }
        for (BtfExt.Section<R> section : area.sections()) {
            out.int32(strings.offset(section.name())).int32(section.records().size());
            section.records().forEach(info -> recordWriter.accept(out, info));
        }
        return out.bytes();
    }
}
