package io.github.bpfmaven.compare;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * The .BTF and .BTF.ext of an object, as a loader sees them: relocated, and with the sizes of its sections.
 *
 * <p>LLVM leaves the size of a DATASEC 0 and puts offsets of global variables into .rel.BTF; libbpf
 * ({@code btf_fixup_datasec}) fills both in from the ELF file. A producer that has done so itself says the same. So does
 * one that has mended what the kernel refuses: variables without a size in a DATASEC, and static variables of which LLVM's
 * optimiser left less than their type says.
 */
final class BtfContents {
    private final ElfFile elf;
    private final Btf btf;
    private final BtfExt ext;

    /** The object must have a .BTF section. */
    BtfContents(ElfFile elf) throws BtfFormatException {
        this.elf = elf;
        ElfSection section = elf.section(".BTF").orElseThrow();
        btf = Btf.read(relocated(section), elf.byteOrder());
        Optional<ElfSection> extSection = elf.section(".BTF.ext");
        ext = extSection.isPresent() ? BtfExt.read(relocated(extSection.get()), btf) : BtfExt.EMPTY;
    }

    private byte[] relocated(ElfSection section) {
        byte[] data = section.data();
        ByteBuffer words = ByteBuffer.wrap(data).order(elf.byteOrder());
        for (ElfRelocation relocation : elf.relocations(section)) {
            ElfSymbol symbol = elf.symbols().get(relocation.symbolIndex());
            int at = Math.toIntExact(relocation.offset());
            // An undefined symbol (.ksyms, .kconfig) has the value 0.
            // LLVM writes the first for variables in writable sections, the second for constants
            // (BPFELFObjectWriter.cpp).
            if (relocation.type() != ElfRelocation.R_BPF_64_NODYLD32
                    && relocation.type() != ElfRelocation.R_BPF_64_ABS32) {
                throw new IllegalArgumentException("relocation of type " + relocation.type() + " in " + section);
            }
            words.putInt(at, words.getInt(at) + (int) (symbol.value() + relocation.addend()));
        }
        return data;
    }

    /** What stands in .BTF.ext; no records if there is none. */
    BtfExt ext() {
        return ext;
    }

    /** What stands in .BTF.ext, with all type ids 0: those are compared as part of the graph. */
    BtfExt extWithoutTypes() {
        return ext.withTypes(id -> 0);
    }

    /** All types, and the records of .BTF.ext that name types. */
    Graph graph() {
        Graph graph = new Graph();
        for (BtfType type : mended()) {
            if (type instanceof BtfType.DataSec section) {
                addDataSec(graph, section);
            } else {
                addType(graph, type);
            }
        }
        addRecords(graph, "function at", ext.functions(), BtfExt.FuncInfo::instructionOffset, BtfExt.FuncInfo::type);
        addRecords(
                graph,
                "CO-RE relocation at",
                ext.relocations(),
                relocation -> List.of(relocation.instructionOffset(), relocation.access(), relocation.kind()),
                BtfExt.CoreRelocation::type);
        return graph;
    }

    private static void addType(Graph graph, BtfType type) {
        int node = graph.node(type.withReferences(id -> 0));
        List<Integer> references = type.references().boxed().toList();
        for (int i = 0; i < references.size(); i++) {
            graph.edge(node, "#" + i, references.get(i));
        }
    }

    /** The types with static variables that are too large for their place turned into bare numbers. */
    private List<BtfType> mended() {
        List<BtfType> types = new ArrayList<>(btf.types());
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.DataSec section
                    && elf.section(section.name()).isPresent()) {
                for (BtfVarSecInfo place : section.variables()) {
                    if (btf.type(place.type()) instanceof BtfType.Var variable
                            && variable.linkage() == BtfLinkage.STATIC
                            && place.size() > 0
                            && place.size() < sizeOf(variable.type())) {
                        types.set(
                                place.type(),
                                new BtfType.Var(variable.name(), number(types, place.size()), variable.linkage()));
                    }
                }
            }
        }
        return types;
    }

    /** For what LLVM leaves of an int or of a struct's member that is a number; other leftovers are not compared. */
    private static int number(List<BtfType> types, long size) {
        String name = switch ((int) size) {
            case 1 -> "unsigned char";
            case 2 -> "unsigned short";
            case 4 -> "unsigned int";
            case 8 -> "unsigned long";
            default -> throw new IllegalArgumentException(size + " bytes are left of a variable");
        };
        BtfType wanted = new BtfType.Int(name, size, 0, 0, (int) size * 8);
        if (!types.contains(wanted)) {
            types.add(wanted);
        }
        return types.indexOf(wanted);
    }

    private long sizeOf(int id) {
        BtfType type = btf.type(id);
        if (type instanceof BtfType.Array array) {
            return array.count() * sizeOf(array.elementType());
        }
        if (type instanceof BtfType.Composite composite) {
            return composite.size();
        }
        if (type instanceof BtfType.Int number) {
            return number.size();
        }
        if (type instanceof BtfType.Ptr) {
            return 8;
        }
        // Of enums and floats LLVM leaves all or nothing.
        return type instanceof BtfType.Single other && !(type instanceof BtfType.Var) ? sizeOf(other.type()) : 0;
    }

    /** Variables are known by their place; in which order they stand in BTF says nothing (libbpf sorts them). */
    private void addDataSec(Graph graph, BtfType.DataSec section) {
        Optional<ElfSection> home = elf.section(section.name());
        long size =
                home.map(ElfSection::size).filter(unused -> section.size() == 0).orElse(section.size());
        int node = graph.node(List.of("DATASEC", section.name(), size));
        boolean empty = section.variables().stream().allMatch(variable -> variable.size() == 0);
        for (BtfVarSecInfo variable : section.variables()) {
            if (variable.size() > 0 || home.isEmpty() || empty) {
                graph.edge(node, "offset " + variable.offset() + " size " + variable.size(), variable.type());
            }
        }
    }

    private static <R> void addRecords(
            Graph graph, String what, BtfExt.Area<R> area, Function<R, Object> content, ToIntFunction<R> type) {
        for (BtfExt.Section<R> section : area.sections()) {
            for (int i = 0; i < section.records().size(); i++) {
                R record = section.records().get(i);
                int node = graph.node(List.of(what, section.name(), i, content.apply(record)));
                graph.edge(node, "type", type.applyAsInt(record));
            }
        }
    }
}
