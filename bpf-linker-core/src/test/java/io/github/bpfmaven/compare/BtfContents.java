package io.github.bpfmaven.compare;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
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
 * ({@code btf_fixup_datasec}) fills both in from the ELF file. A producer that has done so itself says the same.
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

    /** What stands in .BTF.ext, with all type ids 0: those are compared as part of the graph. */
    BtfExt extWithoutTypes() {
        return ext.withTypes(id -> 0);
    }

    /** All types, and the records of .BTF.ext that name types. */
    Graph graph() {
        Graph graph = new Graph();
        for (BtfType type : btf.types()) {
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

    /** Variables are known by their place; in which order they stand in BTF says nothing (libbpf sorts them). */
    private void addDataSec(Graph graph, BtfType.DataSec section) {
        long size = section.size() != 0
                ? section.size()
                : elf.section(section.name()).map(ElfSection::size).orElse(0L);
        int node = graph.node(List.of("DATASEC", section.name(), size));
        for (BtfVarSecInfo variable : section.variables()) {
            graph.edge(node, "offset " + variable.offset() + " size " + variable.size(), variable.type());
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
