package io.github.bpfmaven.relocation;

import java.util.List;
import java.util.OptionalLong;

import io.github.bpfmaven.object.BpfCoreRelocation.Kind;

/** What a CO-RE relocation comes to with the types of a kernel. */
public sealed interface CoreResolution {
    /**
     * The number that a loader puts into the instruction. Empty if it makes the instruction an invalid one instead, which
     * the verifier refuses unless no path leads there: the field or the enumerator whose number is asked for is not there.
     */
    OptionalLong value();

    /**
     * It is there.
     *
     * @param targets where: of all types of that name, those that have it, in the order of their ids; at least one. They
     *     agree on the number
     * @param number offsets and sizes in bytes, shifts in bits, 1 for existence; of an enumerator its value, sign-extended
     */
    record Found(List<CoreSpec> targets, long number) implements CoreResolution {
        /** The list is copied. */
        public Found {
            targets = List.copyOf(targets);
        }

        @Override
        public OptionalLong value() {
            return OptionalLong.of(number);
        }
    }

    /**
     * It is not there.
     *
     * @param local what was looked for, in the object's types
     * @param candidates the ids of the types of that name, none of which has it; empty if there is no type of that name
     */
    record Absent(CoreSpec local, List<Integer> candidates) implements CoreResolution {
        /** The list is copied. */
        public Absent {
            candidates = List.copyOf(candidates);
        }

        @Override
        public OptionalLong value() {
            Kind kind = local.kind();
            return switch (kind.subject()) {
                case TYPE -> OptionalLong.of(0);
                case FIELD -> kind == Kind.FIELD_EXISTS ? OptionalLong.of(0) : OptionalLong.empty();
                case ENUM_VALUE -> kind == Kind.ENUMVAL_EXISTS ? OptionalLong.of(0) : OptionalLong.empty();
            };
        }
    }

    /**
     * It is the id of a type in the object's own BTF, whatever the kernel has.
     *
     * @param type that id
     */
    record Local(int type) implements CoreResolution {
        @Override
        public OptionalLong value() {
            return OptionalLong.of(type);
        }
    }
}
