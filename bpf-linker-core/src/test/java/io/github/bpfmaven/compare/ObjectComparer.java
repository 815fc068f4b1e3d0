package io.github.bpfmaven.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;

/**
 * Tells whether two BPF objects are the same to a loader.
 *
 * <p>The same are: the ELF header's type, machine, flags and byte order; the sections, in one order and byte for byte;
 * symbols, whatever their order, by name, type, binding, visibility, size and place; relocations by offset, type,
 * symbol and addend. .BTF and .BTF.ext are the same if a bijection of types keeps all contents, references, function
 * info and CO-RE relocations, and line info is equal; so is an instruction that holds a type's id. Left out on both sides are DWARF with its section symbols,
 * .llvm_addrsig and the string tables.
 */
public final class ObjectComparer {
    /** Whether the name of the source file, in the symbol table, counts. */
    public enum FileSymbols {
        /** It does. */
        COMPARED,
        /** It does not. */
        IGNORED
    }

    private static final int SHOWN_BYTES = 16;

    private final FileSymbols fileSymbols;

    public ObjectComparer(FileSymbols fileSymbols) {
        this.fileSymbols = fileSymbols;
    }

    /**
     * Compares two objects.
     *
     * @return the differences; empty if and only if the objects are the same
     * @throws ElfFormatException if one of them is no ELF file
     * @throws BtfFormatException if the BTF of one of them is damaged
     */
    public List<Difference> compare(byte[] left, byte[] right) throws ElfFormatException, BtfFormatException {
        ElfFile leftElf = ElfFile.read(left);
        ElfFile rightElf = ElfFile.read(right);
        List<Difference> found = new ArrayList<>();
        compareHeaders(leftElf, rightElf, found);
        ElfContents leftContents = new ElfContents(leftElf);
        ElfContents rightContents = new ElfContents(rightElf);
        compareElf(leftContents, rightContents, found);
        compareBytes(
                leftContents, TypeIdInstructions.of(leftElf), rightContents, TypeIdInstructions.of(rightElf), found);
        compareBtf(leftElf, rightElf, found);
        return found;
    }

    private static void compareHeaders(ElfFile left, ElfFile right, List<Difference> found) {
        equal("header", "byte order", left.byteOrder(), right.byteOrder(), found);
        equal("header", "type", left.type(), right.type(), found);
        equal("header", "machine", left.machine(), right.machine(), found);
        equal("header", "flags", left.flags(), right.flags(), found);
    }

    private void compareElf(ElfContents left, ElfContents right, List<Difference> found) {
        equal(
                "sections",
                "names in order",
                List.copyOf(left.sections().keySet()),
                List.copyOf(right.sections().keySet()),
                found);
        for (Map.Entry<String, ElfSection> entry : left.sections().entrySet()) {
            ElfSection partner = right.sections().get(entry.getKey());
            if (partner != null) {
                compareSections(entry.getKey(), entry.getValue(), partner, found);
                sameElements(
                        "relocations of " + entry.getKey(),
                        left.relocations(entry.getValue()),
                        right.relocations(partner),
                        found);
            }
        }
        boolean withFile = fileSymbols == FileSymbols.COMPARED;
        sameElements("symbols", left.symbols(withFile), right.symbols(withFile), found);
    }

    private static void compareSections(String name, ElfSection left, ElfSection right, List<Difference> found) {
        equal(name, "type", left.type(), right.type(), found);
        equal(name, "flags", left.flags(), right.flags(), found);
        equal(name, "address", left.address(), right.address(), found);
        equal(name, "size", left.size(), right.size(), found);
        equal(name, "alignment", left.alignment(), right.alignment(), found);
        equal(name, "entry size", left.entrySize(), right.entrySize(), found);
    }

    private static void compareBytes(
            ElfContents left,
            TypeIdInstructions leftIds,
            ElfContents right,
            TypeIdInstructions rightIds,
            List<Difference> found) {
        for (Map.Entry<String, ElfSection> entry : left.sections().entrySet()) {
            ElfSection partner = right.sections().get(entry.getKey());
            // The bytes of a relocation section hold symbol indices.
            if (partner != null && !entry.getValue().isRelocation()) {
                byte[] leftData = leftIds.without(entry.getValue());
                byte[] rightData = rightIds.without(partner);
                int at = Arrays.mismatch(leftData, rightData);
                if (at >= 0) {
                    String what = "bytes from 0x" + Integer.toHexString(at) + " on";
                    equal(entry.getKey(), what, hex(leftData, at), hex(rightData, at), found);
                }
            }
        }
    }

    private static String hex(byte[] data, int from) {
        return HexFormat.of().formatHex(data, from, Math.min(data.length, from + SHOWN_BYTES));
    }

    private static void compareBtf(ElfFile left, ElfFile right, List<Difference> found) throws BtfFormatException {
        for (String name : List.of(".BTF", ".BTF.ext")) {
            boolean leftHas = left.section(name).isPresent();
            boolean rightHas = right.section(name).isPresent();
            equal(name, "present", leftHas, rightHas, found);
        }
        if (left.section(".BTF").isEmpty() || right.section(".BTF").isEmpty()) {
            return;
        }
        BtfContents leftBtf = new BtfContents(left);
        BtfContents rightBtf = new BtfContents(right);
        BtfExt leftExt = leftBtf.extWithoutTypes();
        BtfExt rightExt = rightBtf.extWithoutTypes();
        sameRecords("function info", leftExt.functions(), rightExt.functions(), found);
        sameRecords("line info", leftExt.lines(), rightExt.lines(), found);
        sameRecords("CO-RE relocations", leftExt.relocations(), rightExt.relocations(), found);
        GraphMatcher.differences(leftBtf.graph(), rightBtf.graph())
                .forEach(what -> found.add(new Difference(".BTF", what)));
    }

    private static <R> void sameRecords(
            String what, BtfExt.Area<R> left, BtfExt.Area<R> right, List<Difference> found) {
        String where = ".BTF.ext " + what;
        equal(where, "record size", left.recordSize(), right.recordSize(), found);
        equal(
                where,
                "number of sections",
                left.sections().size(),
                right.sections().size(),
                found);
        for (int i = 0; i < Math.min(left.sections().size(), right.sections().size()); i++) {
            BtfExt.Section<R> one = left.sections().get(i);
            BtfExt.Section<R> other = right.sections().get(i);
            equal(where, "section " + i, one.name(), other.name(), found);
            equal(
                    where + " of " + one.name(),
                    "number",
                    one.records().size(),
                    other.records().size(),
                    found);
            int first = firstDifference(one.records(), other.records());
            if (first >= 0) {
                equal(
                        where + " of " + one.name(),
                        "record " + first,
                        one.records().get(first),
                        other.records().get(first),
                        found);
            }
        }
    }

    /** The first place at which both have an element, but not the same; -1 if there is none. */
    private static int firstDifference(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static void equal(String where, String what, Object left, Object right, List<Difference> found) {
        if (!Objects.equals(left, right)) {
            found.add(new Difference(where, what + ": " + left + " against " + right));
        }
    }

    /** Compares two collections without order, but with repetitions. */
    private static void sameElements(String where, List<?> left, List<?> right, List<Difference> found) {
        List<Object> onlyLeft = new ArrayList<>(left);
        right.forEach(onlyLeft::remove);
        List<Object> onlyRight = new ArrayList<>(right);
        left.forEach(onlyRight::remove);
        onlyLeft.forEach(element -> found.add(new Difference(where, "only left: " + element)));
        onlyRight.forEach(element -> found.add(new Difference(where, "only right: " + element)));
    }
}
