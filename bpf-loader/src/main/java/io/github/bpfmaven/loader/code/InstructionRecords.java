package io.github.bpfmaven.loader.code;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.loader.command.ProgramLoad.Records;
import io.github.bpfmaven.loader.report.SourceLine;

/**
 * What {@code .BTF.ext} says of instructions, for programs as they are put together: the kernel counts instructions from the
 * start of a program.
 *
 * <p>Source: {@code reloc_prog_func_and_line_info} of libbpf 1.8.
 */
public final class InstructionRecords {
    private static final int HEADER_FUNCTIONS = 8;
    private static final int HEADER_LINES = 16;

    private final ByteOrder order;
    private final Area functions;
    private final Area lines;
    private final Map<String, List<BtfExt.LineInfo>> lineInfos = new HashMap<>();

    /**
     * @param ext the records
     * @param written the section that was written of them, whose strings are in the BTF that is given to the kernel
     */
    public InstructionRecords(BtfExt ext, byte[] written, ByteOrder order) {
        this.order = order;
        this.functions =
                Area.read(written, order, HEADER_FUNCTIONS, ext.functions(), BtfExt.FuncInfo::instructionOffset);
        this.lines = Area.read(written, order, HEADER_LINES, ext.lines(), BtfExt.LineInfo::instructionOffset);
        ext.lines()
                .sections()
                .forEach(section -> lineInfos
                        .computeIfAbsent(section.name(), name -> new ArrayList<>())
                        .addAll(section.records()));
    }

    /** Which function starts where; none if one of the program's has no record, which the kernel would refuse. */
    public Records functions(ProgramCode program) {
        Records all = functions.of(program, order);
        boolean complete = all.size() > 0
                && all.bytes().length / all.size() == program.parts().size();
        return complete ? all : Records.NONE;
    }

    /** The lines of instructions. */
    public Records lines(ProgramCode program) {
        return lines.of(program, order);
    }

    /** The lines, to be shown, in the order of the instructions. */
    public List<SourceLine> source(ProgramCode program) {
        List<SourceLine> source = new ArrayList<>();
        for (ProgramCode.Part part : program.parts()) {
            FunctionCode function = part.function();
            for (BtfExt.LineInfo line :
                    lineInfos.getOrDefault(function.function().section(), List.of())) {
                long instruction = line.instructionOffset() / Code.SIZE;
                if (function.covers(instruction)) {
                    source.add(new SourceLine(
                            (int) (instruction - function.start() + part.at()),
                            function.function().name(),
                            line.file(),
                            line.line(),
                            line.column(),
                            line.text().strip()));
                }
            }
        }
        source.sort(Comparator.comparingInt(SourceLine::instruction));
        return source;
    }

    /**
     * The records of one kind.
     *
     * @param size of each, in bytes
     * @param sections by the name of the section of code
     */
    private record Area(int size, Map<String, List<Raw>> sections) {
        private record Raw(long instruction, byte[] bytes) {}

        /** The sections and the records stand in the bytes in the order that they have in the model. */
        static <R> Area read(
                byte[] written, ByteOrder order, int header, BtfExt.Area<R> area, ToLongFunction<R> instruction) {
            Map<String, List<Raw>> sections = new HashMap<>();
            if (area.recordSize() == 0) {
                return new Area(0, sections);
            }
            ByteBuffer in = ByteBuffer.wrap(written).order(order);
            int at = in.getInt(4) + in.getInt(header) + Integer.BYTES;
            for (BtfExt.Section<R> section : area.sections()) {
                at += 2 * Integer.BYTES;
                List<Raw> raw = sections.computeIfAbsent(section.name(), name -> new ArrayList<>());
                for (R info : section.records()) {
                    byte[] bytes = new byte[area.recordSize()];
                    in.get(at, bytes);
                    raw.add(new Raw(instruction.applyAsLong(info) / Code.SIZE, bytes));
                    at += area.recordSize();
                }
            }
            return new Area(area.recordSize(), sections);
        }

        Records of(ProgramCode program, ByteOrder order) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (ProgramCode.Part part : program.parts()) {
                FunctionCode function = part.function();
                for (Raw raw : sections.getOrDefault(function.function().section(), List.of())) {
                    if (function.covers(raw.instruction())) {
                        byte[] moved = raw.bytes().clone();
                        ByteBuffer.wrap(moved).order(order).putInt(0, (int)
                                (raw.instruction() - function.start() + part.at()));
                        out.writeBytes(moved);
                    }
                }
            }
            return out.size() == 0 ? Records.NONE : new Records(size, out.toByteArray());
        }
    }
}
