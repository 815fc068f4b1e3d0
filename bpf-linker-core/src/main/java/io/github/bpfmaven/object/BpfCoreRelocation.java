package io.github.bpfmaven.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.BtfExt;

/**
 * A CO-RE relocation: a number in an instruction that a loader replaces by what it is in the running kernel.
 *
 * <p>Source: {@code struct bpf_core_relo} and {@code enum bpf_core_relo_kind} in {@code include/uapi/linux/bpf.h}, Linux
 * 6.18; {@code Documentation/bpf/llvm_reloc.rst}.
 *
 * @param section the section of the instruction
 * @param function the function that the instruction is in, a program or a subprogram; nothing if it is in none
 * @param offset of the instruction in bytes from the start of that function, or of the section if there is none
 * @param type the BTF type id that the access starts from
 * @param access {@code 0:1:2}: indices of members and elements, of an enumerator, or {@code 0} for the type itself
 * @param number {@code enum bpf_core_relo_kind}, raw 32 bits
 */
public record BpfCoreRelocation(
        String section, Optional<BpfFunction> function, long offset, int type, String access, int number) {
    /** What number is asked for. The ordinal is the kernel's number. */
    public enum Kind {
        /** The offset of a field in bytes. */
        FIELD_BYTE_OFFSET,
        /** The size of a field in bytes. */
        FIELD_BYTE_SIZE,
        /** Whether there is such a field: 1 or 0. */
        FIELD_EXISTS,
        /** Whether a field is signed: 1 or 0. */
        FIELD_SIGNED,
        /** For a bit field: how far to shift the 64 bits around it to the left. */
        FIELD_LSHIFT_U64,
        /** For a bit field: how far to shift them to the right then. */
        FIELD_RSHIFT_U64,
        /** The id of a type in the object's own BTF. */
        TYPE_ID_LOCAL,
        /** The id of a type in the kernel's BTF. */
        TYPE_ID_TARGET,
        /** Whether there is such a type: 1 or 0. */
        TYPE_EXISTS,
        /** The size of a type in bytes. */
        TYPE_SIZE,
        /** Whether an enum has such a value: 1 or 0. */
        ENUMVAL_EXISTS,
        /** The number of a value of an enum. */
        ENUMVAL_VALUE,
        /** Whether the kernel's type is like the object's: 1 or 0. */
        TYPE_MATCHES;

        /** The kernel's number. */
        public int number() {
            return ordinal();
        }

        /** What the question is about. */
        public Subject subject() {
            return switch (this) {
                case FIELD_BYTE_OFFSET,
                        FIELD_BYTE_SIZE,
                        FIELD_EXISTS,
                        FIELD_SIGNED,
                        FIELD_LSHIFT_U64,
                        FIELD_RSHIFT_U64 -> Subject.FIELD;
                case TYPE_ID_LOCAL, TYPE_ID_TARGET, TYPE_EXISTS, TYPE_SIZE, TYPE_MATCHES -> Subject.TYPE;
                case ENUMVAL_EXISTS, ENUMVAL_VALUE -> Subject.ENUM_VALUE;
            };
        }

        /** The kernel's name: {@code BPF_CORE_FIELD_BYTE_OFFSET}. */
        public String constant() {
            return "BPF_CORE_" + name();
        }
    }

    /** What a question can be about. */
    public enum Subject {
        /** A member of a struct or a union, or an element of an array in one. */
        FIELD,
        /** A type. */
        TYPE,
        /** A value of an enum. */
        ENUM_VALUE
    }

    /** What number is asked for; nothing if Linux 6.18 does not know it. */
    public Optional<Kind> kind() {
        Kind[] all = Kind.values();
        return number >= 0 && number < all.length ? Optional.of(all[number]) : Optional.empty();
    }

    /** In the order of {@code .BTF.ext}. */
    static List<BpfCoreRelocation> of(BtfExt ext, List<BpfFunction> programs, List<BpfFunction> subprograms) {
        Map<String, NavigableMap<Long, BpfFunction>> functions = new HashMap<>();
        Stream.concat(programs.stream(), subprograms.stream())
                .forEach(function -> functions
                        .computeIfAbsent(function.section(), section -> new TreeMap<>())
                        .putIfAbsent(function.offset(), function));
        List<BpfCoreRelocation> relocations = new ArrayList<>();
        for (BtfExt.Section<BtfExt.CoreRelocation> section : ext.relocations().sections()) {
            NavigableMap<Long, BpfFunction> inSection = functions.getOrDefault(section.name(), new TreeMap<>());
            for (BtfExt.CoreRelocation relocation : section.records()) {
                long at = relocation.instructionOffset();
                Optional<BpfFunction> function = Optional.ofNullable(inSection.floorEntry(at))
                        .map(Map.Entry::getValue)
                        .filter(before -> at - before.offset() < before.size());
                relocations.add(new BpfCoreRelocation(
                        section.name(),
                        function,
                        at - function.map(BpfFunction::offset).orElse(0L),
                        relocation.type(),
                        relocation.access(),
                        relocation.kind()));
            }
        }
        return relocations;
    }
}
