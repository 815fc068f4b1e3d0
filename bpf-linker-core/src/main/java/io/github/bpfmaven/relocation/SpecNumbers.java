package io.github.bpfmaven.relocation;

import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation.Subject;

/**
 * The number that a relocation asks for, where what it is about has been found.
 *
 * <p>Source: {@code bpf_core_calc_type_relo} and {@code bpf_core_calc_enumval_relo} in {@code src/relo_core.c} of libbpf 1.8.
 */
final class SpecNumbers {
    private final SizedTypes types;

    SpecNumbers(SizedTypes types) {
        this.types = types;
    }

    long of(CoreSpec spec) throws InvalidSpecException {
        if (spec.isAbout(Subject.FIELD)) {
            return new FieldNumbers(types).of(spec);
        }
        return switch (spec.kind()) {
            case TYPE_ID_LOCAL, TYPE_ID_TARGET -> spec.type();
            case TYPE_SIZE -> types.size(spec.type());
            case ENUMVAL_VALUE -> value(spec.last());
            default -> 1;
        };
    }

    private long value(CoreAccess enumerator) {
        BtfType type = types.btf().type(enumerator.type());
        long value = Enumerators.of(type).get(enumerator.index()).value();
        // A loader sign-extends the 32 bits of a small enum, also where the enum is unsigned.
        return type instanceof BtfType.Enum ? (int) value : value;
    }
}
