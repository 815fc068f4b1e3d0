package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;

/**
 * Makes DATASECs and variables what the kernel wants them to be (kernel/bpf/btf.c, {@code btf_datasec_check_meta} and
 * {@code btf_datasec_resolve}, Linux 6.18): the size that of the ELF section, variables in the order of their offsets, none
 * of them empty, and none smaller than its type. DATASECs without an ELF section, {@code .kconfig} and {@code .ksyms}, stay as
 * LLVM wrote them: their layout is up to the loader.
 *
 * <p>Smaller than its type is what LLVM's GlobalOpt leaves of a static variable when it splits a struct into members
 * ({@code pair.0}) or finds that an {@code int} holds two values only ({@code flag.b}). Its debug info still says the
 * whole type, and the kernel would refuse all BTF for it. Such a variable gets an unsigned type of the size that is left.
 */
final class ObjectFinisherVariables {
    private final ElfFile file;
    private final Btf btf;
    private final List<BtfType> types;
    private final UnsignedTypes unsigned;

    /** @param btf with offsets of variables as they are, not to be relocated */
    ObjectFinisherVariables(ElfFile file, Btf btf) {
        this.file = file;
        this.btf = btf;
        this.types = new ArrayList<>(btf.types().subList(1, btf.types().size()));
        this.unsigned = new UnsignedTypes(types);
    }

    /**
     * The types with DATASECs filled in. All ids stay; types that are added come last.
     *
     * @param sourceNames the names that static variables get, by those that they have
     */
    Btf finished(Map<String, String> sourceNames) {
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.type(id) instanceof BtfType.DataSec datasec) {
                Optional<ElfSection> section = file.section(datasec.name());
                if (section.isPresent()) {
                    types.set(id - 1, filled(datasec, section.get()));
                }
            } else if (btf.type(id) instanceof BtfType.Var variable && sourceNames.containsKey(variable.name())) {
                rename(id, sourceNames.get(variable.name()));
            }
        }
        return Btf.of(btf.byteOrder(), types);
    }

    private BtfType filled(BtfType.DataSec datasec, ElfSection section) {
        List<BtfVarSecInfo> variables = datasec.variables().stream()
                .filter(variable -> variable.size() > 0)
                .sorted(Comparator.comparingLong(BtfVarSecInfo::offset))
                .toList();
        variables.forEach(this::fit);
        // A DATASEC without a variable is refused as well, and libbpf knows better what to say of an empty section.
        return new BtfType.DataSec(
                datasec.name(), section.size(), variables.isEmpty() ? datasec.variables() : variables);
    }

    private void fit(BtfVarSecInfo info) {
        if (btf.type(info.type()) instanceof BtfType.Var
                && types.get(info.type() - 1) instanceof BtfType.Var variable
                && variable.linkage() == BtfLinkage.STATIC
                && btf.size(variable.type()).orElse(0) > info.size()) {
            setVariable(info.type(), variable.name(), unsigned.ofSize(info.size()));
        }
    }

    private void rename(int id, String name) {
        if (types.get(id - 1) instanceof BtfType.Var variable && variable.linkage() == BtfLinkage.STATIC) {
            setVariable(id, name, variable.type());
        }
    }

    private void setVariable(int id, String name, int type) {
        types.set(id - 1, new BtfType.Var(name, type, BtfLinkage.STATIC));
    }
}
