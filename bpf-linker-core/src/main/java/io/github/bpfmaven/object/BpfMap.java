package io.github.bpfmaven.object;

import java.util.List;
import java.util.OptionalInt;

/**
 * A map that an object defines.
 *
 * @param name the name of its variable
 * @param form how it is written down
 * @param definition what the object says of it; {@link MapDefinition#EMPTY} for a BTF-defined map in an object without BTF, or
 *     if its type is no struct
 * @param linkage the linkage of its variable in BTF; that of the symbol where there is no BTF
 * @param problems what is wrong with the definition, so that libbpf would refuse it: a sentence each with the map's name;
 *     what is not understood is not in the definition. Empty if nothing is wrong
 */
public record BpfMap(String name, Form form, MapDefinition definition, Linkage linkage, List<String> problems) {
    /** The list is copied. */
    public BpfMap {
        problems = List.copyOf(problems);
    }

    /** The number in {@code enum bpf_map_type} of {@code linux/bpf.h}; nothing if the object does not say it. */
    public OptionalInt type() {
        return definition.type();
    }

    /** The two ways to define a map. */
    public enum Form {
        /** A variable in {@code .maps} whose BTF type says what the map is like. */
        BTF,
        /**
         * A {@code struct bpf_map_def} of numbers in {@code maps} or {@code maps/…}; libbpf 1.0 and later refuses it, aya and
         * cilium/ebpf still read it.
         */
        LEGACY
    }

    /** The linkage of a map's variable. libbpf's {@code bpf_object__init_user_btf_map} accepts global ones only. */
    public enum Linkage {
        /** Declared {@code static}. */
        STATIC,
        /** An ordinary or a weak definition. */
        GLOBAL,
        /** Declared only; another object has it. */
        EXTERN
    }
}
