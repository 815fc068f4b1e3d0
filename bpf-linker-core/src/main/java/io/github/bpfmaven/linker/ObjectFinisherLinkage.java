package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * Which functions BTF says are global though their symbols are local. Functions and symbols are brought together over
 * function info by where the code starts, not by name: LLVM renames internal functions that meet one of their name.
 */
final class ObjectFinisherLinkage {
    private final Set<Integer> local = new HashSet<>();

    ObjectFinisherLinkage(ElfFile file, BtfExt ext) {
        Set<Place> localPlaces = new HashSet<>();
        Set<Place> otherPlaces = new HashSet<>();
        for (ElfSymbol symbol : file.symbols()) {
            if (symbol.type() == ElfSymbol.STT_FUNC && symbol.isInSection()) {
                Set<Place> places = symbol.binding() == ElfSymbol.STB_LOCAL ? localPlaces : otherPlaces;
                places.add(new Place(symbol.sectionIndex(), symbol.value()));
            }
        }
        // A function that also has a name known outside stays global.
        localPlaces.removeAll(otherPlaces);
        for (BtfExt.Section<BtfExt.FuncInfo> functions : ext.functions().sections()) {
            Optional<ElfSection> code = file.section(functions.name());
            if (code.isPresent()) {
                for (BtfExt.FuncInfo info : functions.records()) {
                    if (localPlaces.contains(new Place(code.get().index(), info.instructionOffset()))) {
                        local.add(info.type());
                    }
                }
            }
        }
    }

    Btf withStaticFunctions(Btf btf) {
        List<BtfType> types = new ArrayList<>(btf.types());
        for (int id : local) {
            if (types.get(id) instanceof BtfType.Func function && function.linkage() == BtfLinkage.GLOBAL) {
                types.set(id, new BtfType.Func(function.name(), function.type(), BtfLinkage.STATIC));
            }
        }
        return Btf.of(btf.byteOrder(), types.subList(1, types.size()));
    }

    private record Place(int section, long offset) {}
}
