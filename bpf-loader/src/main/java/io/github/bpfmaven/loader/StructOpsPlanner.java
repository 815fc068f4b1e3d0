package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.KernelTypes.Found;
import io.github.bpfmaven.loader.types.KernelVersion;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.relocation.EssentialName;

/**
 * Works out what a kernel's tables of functions are filled with: members are found by their names, so that a table of an
 * object fits kernels that have more of them.
 *
 * <p>Source: {@code init_struct_ops_maps}, {@code bpf_object__collect_st_ops_relos} and
 * {@code bpf_map__init_kern_struct_ops} of libbpf 1.8.
 */
final class StructOpsPlanner {
    private static final List<String> SECTIONS =
            List.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");
    private static final String VALUE_PREFIX = "bpf_struct_ops_";

    private final ElfFile elf;
    private final Btf local;
    private final TargetKernel kernel;

    private StructOpsPlanner(ElfFile elf, Btf local, TargetKernel kernel) {
        this.elf = elf;
        this.local = local;
        this.kernel = kernel;
    }

    static List<StructOpsPlan> plan(ElfFile elf, BpfObject object, Optional<Btf> types, TargetKernel kernel)
            throws IOException {
        List<StructOpsPlan> plans = new ArrayList<>();
        if (!object.structOps().isEmpty() && types.isPresent()) {
            StructOpsPlanner planner = new StructOpsPlanner(elf, types.get(), kernel);
            for (String section : SECTIONS) {
                planner.plan(section, plans);
            }
        }
        return plans;
    }

    private void plan(String name, List<StructOpsPlan> plans) throws IOException {
        Optional<ElfSection> section = elf.section(name);
        if (section.isEmpty()) {
            return;
        }
        byte[] data = section.get().data();
        for (BtfType type : local.types()) {
            if (type instanceof BtfType.DataSec datasec && datasec.name().equals(name)) {
                for (BtfVarSecInfo info : datasec.variables()) {
                    if (local.type(info.type()) instanceof BtfType.Var variable) {
                        plans.add(table(section.get(), data, info, variable));
                    }
                }
            }
        }
    }

    private StructOpsPlan table(ElfSection section, byte[] data, BtfVarSecInfo info, BtfType.Var variable)
            throws IOException {
        String part = "struct_ops '" + variable.name() + "'";
        if (!(local.type(local.resolve(variable.type())) instanceof BtfType.Struct ours)
                || info.offset() + ours.size() > data.length) {
            throw new BpfLoadException(part, "is no struct, or reaches beyond the end of its section");
        }
        String typeName = EssentialName.of(ours.name());
        KernelVersion version = kernel.version();
        Found found = kernel.types()
                .find(VALUE_PREFIX + typeName, BtfKind.STRUCT)
                .orElseThrow(() -> new BpfLoadException(
                        part,
                        "this kernel (" + version + ") has no table of functions of type struct " + typeName
                                + " that programs could fill"));
        Btf theirs = found.types();
        BtfType.Struct value = (BtfType.Struct) theirs.type(found.id());
        for (BtfMember member : value.members()) {
            if (theirs.type(theirs.resolve(member.type())) instanceof BtfType.Struct table
                    && table.name().equals(typeName)) {
                Filler filler = new Filler(part, theirs, table, (int) (member.bitOffset() / Byte.SIZE), value);
                filler.fill(ours, data, (int) info.offset(), programs(section, info.offset(), ours.size()));
                return new StructOpsPlan(
                        variable.name(),
                        theirs.resolve(member.type()),
                        found.id(),
                        found.module(),
                        filler.value,
                        filler.functions,
                        section.name().endsWith(".link"),
                        !section.name().startsWith("?"));
            }
        }
        throw new BpfLoadException(part, "struct " + value.name() + " of this kernel has no struct " + typeName);
    }

    /** The names of programs by the offset in the table where their addresses stand. */
    private Map<Long, String> programs(ElfSection section, long start, long size) {
        Map<Long, String> programs = new HashMap<>();
        for (ElfRelocation relocation : elf.relocations(section)) {
            ElfSymbol symbol = elf.symbols().get(relocation.symbolIndex());
            long at = relocation.offset() - start;
            if (at >= 0 && at < size && symbol.type() == ElfSymbol.STT_FUNC) {
                programs.put(at, symbol.name());
            }
        }
        return programs;
    }

    /** Fills the value of a map, member by member. */
    private final class Filler {
        private final String part;
        private final Btf theirs;
        private final BtfType.Struct table;
        private final int start;
        private final byte[] value;
        private final List<StructOpsPlan.Function> functions = new ArrayList<>();

        Filler(String part, Btf theirs, BtfType.Struct table, int start, BtfType.Struct value) {
            this.part = part;
            this.theirs = theirs;
            this.table = table;
            this.start = start;
            this.value = new byte[(int) value.size()];
        }

        void fill(BtfType.Struct ours, byte[] data, int from, Map<Long, String> programs) throws BpfLoadException {
            for (BtfMember member : ours.members()) {
                long end = member.bitOffset() / Byte.SIZE
                        + local.size(member.type()).orElse(0);
                if (end > ours.size()) {
                    throw new BpfLoadException(part, "its member '" + member.name() + "' reaches beyond its end");
                }
                int at = (int) (member.bitOffset() / Byte.SIZE);
                int size = (int) local.size(member.type()).orElse(0);
                Optional<Integer> index = find(member.name());
                if (index.isEmpty()) {
                    if (programs.containsKey((long) at) || !isZero(data, from + at, size)) {
                        throw new BpfLoadException(
                                part,
                                "this kernel's struct " + table.name() + " has no member '" + member.name()
                                        + "'; leave it 0");
                    }
                    continue;
                }
                fill(member, index.get(), data, from + at, size, Optional.ofNullable(programs.get((long) at)));
            }
        }

        private void fill(BtfMember ours, int index, byte[] data, int from, int size, Optional<String> program)
                throws BpfLoadException {
            BtfMember member = table.members().get(index);
            int to = start + (int) (member.bitOffset() / Byte.SIZE);
            BtfKind ourKind = local.type(local.resolve(ours.type())).kind();
            BtfKind theirKind = theirs.type(theirs.resolve(member.type())).kind();
            if (ours.bitFieldSize() > 0 || member.bitFieldSize() > 0 || ourKind != theirKind) {
                throw new BpfLoadException(
                        part,
                        "its member '" + ours.name() + "' is " + ourKind + ", but in this kernel " + theirKind
                                + ", or a bit-field");
            }
            if (ourKind == BtfKind.PTR) {
                program.ifPresent(name -> functions.add(new StructOpsPlan.Function(name, index, to)));
                return;
            }
            int theirSize = (int) theirs.size(member.type()).orElse(-1);
            if (size != theirSize || to + size > value.length) {
                throw new BpfLoadException(
                        part,
                        "its member '" + ours.name() + "' has " + size + " bytes, but in this kernel " + theirSize);
            }
            System.arraycopy(data, from, value, to, size);
        }

        private Optional<Integer> find(String name) {
            for (int i = 0; i < table.members().size(); i++) {
                if (!name.isEmpty() && table.members().get(i).name().equals(name)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        private boolean isZero(byte[] data, int from, int size) {
            for (int i = from; i < from + size; i++) {
                if (data[i] != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
