package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Makes small objects by hand. Static symbols must be added before all others, as in ELF. */
final class ObjectBuilder {
    static final int CODE = (int) (ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR);
    static final int DATA = (int) (ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE);

    private final ByteOrder order;
    private final ElfBuilder elf;
    private final List<BtfType> mapVariables = new ArrayList<>();

    ObjectBuilder(ByteOrder order) {
        this(order, ElfFile.EM_BPF);
    }

    ObjectBuilder(ByteOrder order, int machine) {
        this.order = order;
        this.elf = new ElfBuilder(order, machine);
    }

    int code(String name, int instructions) {
        return elf.section(name, ElfSection.SHT_PROGBITS, CODE, 8, new byte[8 * instructions]);
    }

    int data(String name, byte... data) {
        return elf.section(name, ElfSection.SHT_PROGBITS, DATA, 8, data);
    }

    ObjectBuilder license(String text) {
        data("license", text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ObjectBuilder function(String name, int section, int first, int instructions) {
        return function(name, ElfSymbol.STB_GLOBAL, ElfSymbol.STV_DEFAULT, section, first, instructions);
    }

    ObjectBuilder function(String name, int binding, int visibility, int section, int first, int instructions) {
        elf.symbol(name, binding, ElfSymbol.STT_FUNC, visibility, section, 8L * first, 8L * instructions);
        return this;
    }

    ObjectBuilder variable(String name, int binding, int section, int offset) {
        elf.symbol(name, binding, ElfSymbol.STT_OBJECT, ElfSymbol.STV_DEFAULT, section, offset, 8);
        return this;
    }

    /** Describes a map in BTF; its type there is {@code struct { int (*type)[number]; }}. */
    ObjectBuilder describedMap(String name, int number, BtfLinkage linkage) {
        int first = mapVariables.size() + 2;
        mapVariables.add(new BtfType.Array(1, 1, number));
        mapVariables.add(new BtfType.Ptr(first));
        mapVariables.add(new BtfType.Struct("", 8, false, List.of(new BtfMember("type", first + 1, 0, 0))));
        mapVariables.add(new BtfType.Typedef("map_t", first + 2));
        mapVariables.add(new BtfType.Var(name, first + 3, linkage));
        return this;
    }

    byte[] build() {
        if (!mapVariables.isEmpty()) {
            List<BtfType> types = new ArrayList<>();
            types.add(new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32));
            types.addAll(mapVariables);
            List<BtfVarSecInfo> places = new ArrayList<>();
            for (int id = 1; id <= types.size(); id++) {
                if (types.get(id - 1) instanceof BtfType.Var) {
                    places.add(new BtfVarSecInfo(id, 0, 8));
                }
            }
            types.add(new BtfType.DataSec(".maps", 0, places));
            elf.section(
                    ".BTF", ElfSection.SHT_PROGBITS, 0, 4, Btf.of(order, types).write());
        }
        return elf.build();
    }

    BpfObject read() throws BpfObjectFormatException {
        return BpfObject.read(build());
    }
}
