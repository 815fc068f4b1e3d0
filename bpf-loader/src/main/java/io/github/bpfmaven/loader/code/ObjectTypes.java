package io.github.bpfmaven.loader.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfExtern;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;

/**
 * An object's types with what a compiler leaves open: sizes of sections, offsets of variables, externs as variables of their
 * own, hidden functions as static ones. Ids stay what they are.
 *
 * <p>Source: {@code btf_fixup_datasec}, {@code bpf_object__collect_externs} and
 * {@code bpf_object__sanitize_and_load_btf} of libbpf 1.8.
 */
public final class ObjectTypes {
    private static final String SETTINGS = ".kconfig";
    private static final String SYMBOLS = ".ksyms";
    private static final int STV_INTERNAL = 1;
    private static final int FAKE_SIZE = 4;

    private final ElfFile elf;
    private final BpfObject object;
    private final List<BtfType> types;
    private final Map<String, ElfSymbol> symbols = new HashMap<>();

    private ObjectTypes(ElfFile elf, BpfObject object, Btf btf) {
        this.elf = elf;
        this.object = object;
        this.types = new ArrayList<>(btf.types());
        elf.symbols().stream()
                .filter(symbol -> symbol.isInSection() && symbol.binding() != ElfSymbol.STB_LOCAL)
                .forEach(symbol -> symbols.putIfAbsent(symbol.name(), symbol));
    }

    /** The types, ready for a kernel that knows all kinds; nothing if the object has none. */
    public static Optional<Btf> of(ElfFile elf, BpfObject object, SettingsLayout settings) {
        return object.btf().map(btf -> new ObjectTypes(elf, object, btf).complete(btf, settings));
    }

    private Btf complete(Btf btf, SettingsLayout settings) {
        for (int id = 1; id < btf.types().size(); id++) {
            if (types.get(id) instanceof BtfType.DataSec section) {
                types.set(
                        id,
                        switch (section.name()) {
                            case SETTINGS -> settings(section, settings);
                            case SYMBOLS -> symbols(section);
                            default -> variables(section);
                        });
            }
        }
        hideFunctions();
        return Btf.of(btf.byteOrder(), types.subList(1, types.size()));
    }

    private BtfType.DataSec settings(BtfType.DataSec section, SettingsLayout layout) {
        List<BtfVarSecInfo> infos = new ArrayList<>();
        for (BtfVarSecInfo info : section.variables()) {
            if (types.get(info.type()) instanceof BtfType.Var variable) {
                types.set(info.type(), new BtfType.Var(variable.name(), variable.type(), BtfLinkage.GLOBAL));
                infos.add(new BtfVarSecInfo(info.type(), layout.offset(variable.name()), info.size()));
            }
        }
        return sorted(section, layout.size(), infos);
    }

    /** The kernel knows no externs: they become integers, of which no program ever sees one. */
    private BtfType.DataSec symbols(BtfType.DataSec section) {
        int integer = integer();
        Optional<Integer> stand = Optional.empty();
        List<BtfVarSecInfo> infos = new ArrayList<>();
        for (BtfVarSecInfo info : section.variables()) {
            int variable = info.type();
            if (types.get(variable) instanceof BtfType.Func function) {
                types.set(variable, new BtfType.Func(function.name(), function.type(), BtfLinkage.GLOBAL));
                if (types.get(function.type()) instanceof BtfType.FuncProto proto) {
                    types.set(function.type(), named(proto));
                }
                if (stand.isEmpty()) {
                    stand = Optional.of(types.size());
                    types.add(new BtfType.Var("dummy_ksym", integer, BtfLinkage.GLOBAL));
                }
                variable = stand.get();
            } else if (types.get(variable) instanceof BtfType.Var declared) {
                types.set(variable, new BtfType.Var(declared.name(), integer, BtfLinkage.GLOBAL));
            }
            infos.add(new BtfVarSecInfo(variable, (long) FAKE_SIZE * infos.size(), FAKE_SIZE));
        }
        return sorted(section, (long) FAKE_SIZE * infos.size(), infos);
    }

    /** Functions that are defined must have names for their parameters, and these are defined now. */
    private static BtfType.FuncProto named(BtfType.FuncProto proto) {
        return new BtfType.FuncProto(
                proto.returnType(),
                proto.params().stream()
                        .map(param -> param.type() != 0 && param.name().isEmpty()
                                ? new BtfParam("dummy_ksym", param.type())
                                : param)
                        .toList());
    }

    private int integer() {
        for (int id = 1; id < types.size(); id++) {
            if (types.get(id) instanceof BtfType.Int integer && integer.bits() == Integer.SIZE) {
                return id;
            }
        }
        types.add(new BtfType.Int("int", Integer.BYTES, BtfType.Int.SIGNED, 0, Integer.SIZE));
        return types.size() - 1;
    }

    private BtfType.DataSec variables(BtfType.DataSec section) {
        Optional<ElfSection> place = elf.section(section.name());
        boolean open = section.size() == 0 && place.isPresent();
        List<BtfVarSecInfo> infos = new ArrayList<>();
        for (BtfVarSecInfo info : section.variables()) {
            BtfVarSecInfo placed = info;
            if (types.get(info.type()) instanceof BtfType.Var variable && variable.linkage() == BtfLinkage.GLOBAL) {
                ElfSymbol symbol = symbols.get(variable.name());
                if (symbol != null) {
                    placed = open ? new BtfVarSecInfo(info.type(), symbol.value(), info.size()) : info;
                    if (symbol.visibility() == ElfSymbol.STV_HIDDEN || symbol.visibility() == STV_INTERNAL) {
                        types.set(info.type(), new BtfType.Var(variable.name(), variable.type(), BtfLinkage.STATIC));
                    }
                }
            }
            infos.add(placed);
        }
        return sorted(section, open ? place.get().size() : section.size(), infos);
    }

    private static BtfType.DataSec sorted(BtfType.DataSec section, long size, List<BtfVarSecInfo> infos) {
        infos.sort(Comparator.comparingLong(BtfVarSecInfo::offset));
        return new BtfType.DataSec(section.name(), size, infos);
    }

    /** The verifier looks at static functions with what it knows at each call, which is more than it knows of global ones. */
    private void hideFunctions() {
        Set<String> hidden = new HashSet<>();
        object.subprograms().stream()
                .filter(function -> function.linkage() == BpfFunction.Linkage.HIDDEN)
                .map(BpfFunction::name)
                .forEach(hidden::add);
        for (int id = 1; id < types.size(); id++) {
            if (types.get(id) instanceof BtfType.Func function
                    && function.linkage() == BtfLinkage.GLOBAL
                    && hidden.remove(function.name())) {
                types.set(id, new BtfType.Func(function.name(), function.type(), BtfLinkage.STATIC));
            }
        }
    }

    /**
     * Where the settings that a program asks for are in the value of their map.
     *
     * @param offsets in bytes, by name
     * @param size of all in bytes; 0 if there are none
     */
    public record SettingsLayout(Map<String, Long> offsets, long size) {
        private static final long LARGEST = 4096;

        /**
         * In libbpf's order: what needs the most alignment first, and of that the smallest.
         *
         * @throws BpfLoadException if a setting's type has no size, or one that no setting has
         */
        public static SettingsLayout of(BpfObject object) throws BpfLoadException {
            List<BpfExtern> settings = new ArrayList<>(object.externs().stream()
                    .filter(extern -> extern.kind() == BpfExtern.Kind.KCONFIG)
                    .toList());
            if (settings.isEmpty()) {
                return new SettingsLayout(Map.of(), 0);
            }
            Btf btf = object.btf().orElseThrow();
            for (BpfExtern setting : settings) {
                if (btf.size(setting.type()).orElse(LARGEST + 1) > LARGEST) {
                    throw new BpfLoadException(
                            "extern '" + setting.name() + "'",
                            "its type has no size, or more than " + LARGEST + " bytes, which no setting has");
                }
            }
            settings.sort(Comparator.<BpfExtern>comparingLong(extern -> -alignment(btf, extern.type()))
                    .thenComparingLong(extern -> btf.size(extern.type()).orElse(0))
                    .thenComparing(BpfExtern::name));
            Map<String, Long> offsets = new LinkedHashMap<>();
            long end = 0;
            for (BpfExtern setting : settings) {
                long alignment = alignment(btf, setting.type());
                long at = (end + alignment - 1) / alignment * alignment;
                offsets.put(setting.name(), at);
                end = at + btf.size(setting.type()).orElse(0);
            }
            return new SettingsLayout(offsets, end);
        }

        long offset(String name) {
            return offsets.getOrDefault(name, 0L);
        }

        private static long alignment(Btf btf, int id) {
            BtfType type = btf.type(btf.resolve(id));
            for (int steps = 0;
                    type instanceof BtfType.Array array && steps < btf.types().size();
                    steps++) {
                type = btf.type(btf.resolve(array.elementType()));
            }
            if (type instanceof BtfType.Int integer) {
                return Math.max(1, Math.min(Long.BYTES, integer.size()));
            }
            return type instanceof BtfType.Ptr || type instanceof BtfType.Enum64
                    ? Long.BYTES
                    : type instanceof BtfType.Enum small ? Math.max(1, Math.min(Long.BYTES, small.size())) : 1;
        }
    }
}
