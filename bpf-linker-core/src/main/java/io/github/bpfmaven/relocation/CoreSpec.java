package io.github.bpfmaven.relocation;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfCoreRelocation.Subject;

/**
 * What a CO-RE relocation is about, in one BTF: the object's own, or that of a kernel where the same was found.
 *
 * @param btf that all ids are of
 * @param kind what number is asked for
 * @param type the id of the type that the access starts from, with its typedefs and qualifiers
 * @param indices of each member, with or without a name, and of each element or the enumerator, from the first on; empty
 *     for a type
 * @param accesses the steps that have a meaning of their own; empty for a type. The first of a field is an element: the
 *     pointer that the access starts from may point into an array
 * @param bitOffset of the field from where the access starts, in bits, below 2^32; 0 for a type or an enumerator
 */
public record CoreSpec(Btf btf, Kind kind, int type, List<Integer> indices, List<CoreAccess> accesses, long bitOffset) {
    /** The lists are copied. */
    public CoreSpec {
        indices = List.copyOf(indices);
        accesses = List.copyOf(accesses);
    }

    /** How C would call it: {@code struct task_struct.comm[2]}, {@code enum bpf_func_id.BPF_FUNC_loop}, {@code struct sk_buff}. */
    public String text() {
        StringBuilder text = new StringBuilder(text(btf, type));
        for (CoreAccess access : accesses) {
            Optional<String> name = access.name();
            if (name.isPresent()) {
                text.append('.').append(name.get());
            } else if (access != accesses.get(0) || access.index() > 0) {
                text.append('[').append(access.index()).append(']');
            }
        }
        return text.toString();
    }

    /** The last step. There is one if the relocation is not about a type. */
    CoreAccess last() {
        return accesses.get(accesses.size() - 1);
    }

    /** Whether it is about this. */
    boolean isAbout(Subject subject) {
        return kind.subject() == subject;
    }

    static String text(Btf btf, int id) {
        BtfType type = btf.type(id);
        String name = type.name().isEmpty() ? "without a name" : type.name();
        return switch (type.kind()) {
            case STRUCT -> "struct " + name;
            case UNION -> "union " + name;
            case ENUM, ENUM64 -> "enum " + name;
            case FWD -> (((BtfType.Fwd) type).union() ? "union " : "struct ") + name;
            default -> type.name().isEmpty() ? "a type of kind " + type.kind() : name;
        };
    }
}
