package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.loader.code.ObjectTypes.SettingsLayout;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.KernelTypes;
import io.github.bpfmaven.loader.types.KernelVersion;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfExtern;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.relocation.EssentialName;
import io.github.bpfmaven.relocation.InvalidSpecException;
import io.github.bpfmaven.relocation.TypeCompatibility;

/**
 * What an object's externs come to in a kernel.
 *
 * <p>Source: {@code bpf_object__resolve_externs} of libbpf 1.8.
 *
 * @param values by name
 * @param settings the value of the map of settings; empty if there are none
 */
record ExternValues(Map<String, Value> values, byte[] settings) {
    /** What an extern comes to. */
    sealed interface Value {
        /** @param offset in the value of the map of settings */
        record Setting(int offset) implements Value {}

        record Address(long address) implements Value {}

        record Typed(KernelTypes.Found found) implements Value {}

        record Missing() implements Value {}
    }

    static ExternValues of(BpfObject object, SettingsLayout layout, ObjectRequest request, TargetKernel kernel)
            throws IOException {
        Map<String, Value> values = new HashMap<>();
        for (BpfExtern extern : object.externs()) {
            switch (extern.kind()) {
                case KCONFIG ->
                    values.put(
                            extern.name(),
                            new Value.Setting(
                                    layout.offsets().get(extern.name()).intValue()));
                case KSYM_UNTYPED -> values.put(extern.name(), address(extern, kernel));
                case KSYM_FUNCTION, KSYM_TYPED_VARIABLE -> values.put(extern.name(), typed(object, extern, kernel));
                case UNRESOLVED -> {
                    // Said where an instruction refers to it; declared alone it harms nobody.
                }
            }
        }
        byte[] settings = layout.size() == 0
                ? new byte[0]
                : new SettingValues(object, layout, kernel, request.settings()).write();
        return new ExternValues(values, settings);
    }

    private static Value address(BpfExtern extern, TargetKernel kernel) throws IOException {
        OptionalLong address = kernel.symbols().address(extern.name());
        if (address.isEmpty() && !extern.weak()) {
            throw missing(extern, "/proc/kallsyms has no symbol of that name");
        }
        return address.isPresent() ? new Value.Address(address.getAsLong()) : new Value.Missing();
    }

    private static Value typed(BpfObject object, BpfExtern extern, TargetKernel kernel) throws IOException {
        KernelVersion version = kernel.version();
        boolean function = extern.kind() == BpfExtern.Kind.KSYM_FUNCTION;
        String name = EssentialName.of(extern.name());
        Optional<KernelTypes.Found> found = kernel.types().find(name, function ? BtfKind.FUNC : BtfKind.VAR);
        if (found.isEmpty() && !extern.weak()) {
            throw missing(
                    extern,
                    kernel.types().kernel().isEmpty()
                            ? "this kernel has no BTF (CONFIG_DEBUG_INFO_BTF), by which it is found"
                            : "neither this kernel (" + version + ") nor a module of it has a "
                                    + (function ? "function" : "variable") + " of that name in its BTF");
        }
        if (found.isPresent() && !isLike(object, extern, found.get())) {
            if (!extern.weak()) {
                throw new BpfLoadException(
                        "extern '" + extern.name() + "'",
                        "this kernel (" + version + ") has another type for it; declare it as the kernel does");
            }
            return new Value.Missing();
        }
        return found.<Value>map(Value.Typed::new).orElseGet(Value.Missing::new);
    }

    /** libbpf's {@code bpf_core_types_are_compat}: names of types do not matter. */
    private static boolean isLike(BpfObject object, BpfExtern extern, KernelTypes.Found found) throws BpfLoadException {
        Btf local = object.btf().orElseThrow();
        Btf theirs = found.types();
        int type = ((BtfType.Single) theirs.type(found.id())).type();
        try {
            return new TypeCompatibility(local, theirs).types(local.resolve(extern.type()), theirs.resolve(type));
        } catch (InvalidSpecException tooDeep) {
            throw new BpfLoadException("extern '" + extern.name() + "'", tooDeep.getMessage(), tooDeep);
        }
    }

    private static BpfLoadException missing(BpfExtern extern, String why) {
        return new BpfLoadException(
                "extern '" + extern.name() + "'",
                why + "; if the object serves without it, declare it __weak and look whether its address is 0");
    }
}
