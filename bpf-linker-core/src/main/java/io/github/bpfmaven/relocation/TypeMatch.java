package io.github.bpfmaven.relocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

/**
 * Whether a kernel's type has all that a program's type has, down to the members ({@code bpf_core_type_matches}).
 *
 * <p>Source: {@code __bpf_core_types_match} in {@code src/relo_core.c} of libbpf 1.8, with the depths up to which it looks.
 */
final class TypeMatch {
    private static final int DEPTH = 32;

    private final Btf local;
    private final Btf target;
    /** Structs whose members share types could otherwise be gone through again and again, 2^32 times. */
    private final Map<Question, Boolean> known = new HashMap<>();

    private record Question(int local, int target, boolean pointee) {}

    TypeMatch(Btf local, Btf target) {
        this.local = local;
        this.target = target;
    }

    boolean matches(int localId, int targetId) throws InvalidSpecException {
        return matches(localId, targetId, false, DEPTH);
    }

    private boolean matches(int localId, int targetId, boolean pointee, int level) throws InvalidSpecException {
        Question question = new Question(localId, targetId, pointee);
        Boolean answer = known.get(question);
        if (answer == null) {
            answer = look(localId, targetId, pointee, level);
            known.put(question, answer);
        }
        return answer;
    }

    private boolean look(int localId, int targetId, boolean pointee, int level) throws InvalidSpecException {
        if (level <= 0) {
            throw TypeCompatibility.tooDeep();
        }
        int ourId = localId;
        int theirId = targetId;
        boolean behindPointer = pointee;
        for (int depth = 0; depth < DEPTH; depth++) {
            BtfType ours = local.type(local.resolve(ourId));
            BtfType theirs = target.type(target.resolve(theirId));
            if (!areNamedAlike(ours.name(), theirs.name())) {
                return false;
            }
            if (ours instanceof BtfType.Ptr ourPointer && theirs instanceof BtfType.Ptr theirPointer) {
                behindPointer = true;
                ourId = ourPointer.type();
                theirId = theirPointer.type();
            } else if (ours instanceof BtfType.Array ourArray && theirs instanceof BtfType.Array theirArray) {
                if (ourArray.count() != theirArray.count()) {
                    return false;
                }
                ourId = ourArray.elementType();
                theirId = theirArray.elementType();
            } else if (ours instanceof BtfType.FuncProto ourProto && theirs instanceof BtfType.FuncProto theirProto) {
                if (!parameters(ourProto, theirProto, behindPointer, level)) {
                    return false;
                }
                ourId = ourProto.returnType();
                theirId = theirProto.returnType();
            } else {
                return leaves(ours, theirs, behindPointer, level);
            }
        }
        throw TypeCompatibility.tooDeep();
    }

    private boolean leaves(BtfType ours, BtfType theirs, boolean behindPointer, int level) throws InvalidSpecException {
        return switch (ours.kind()) {
            case VOID -> theirs instanceof BtfType.Void;
            case INT ->
                theirs instanceof BtfType.Int number
                        && ((BtfType.Int) ours).size() == number.size()
                        && (((BtfType.Int) ours).encoding() & BtfType.Int.SIGNED)
                                == (number.encoding() & BtfType.Int.SIGNED);
            case ENUM, ENUM64 -> Enumerators.isEnum(theirs) && enums(ours, theirs);
            case FWD -> forward((BtfType.Fwd) ours, theirs, behindPointer);
            case STRUCT, UNION ->
                behindPointer
                        ? pointee((BtfType.Composite) ours, theirs)
                        : ours.kind() == theirs.kind()
                                && members((BtfType.Composite) ours, (BtfType.Composite) theirs, level);
            default -> false;
        };
    }

    private boolean parameters(BtfType.FuncProto ours, BtfType.FuncProto theirs, boolean behindPointer, int level)
            throws InvalidSpecException {
        if (ours.params().size() != theirs.params().size()) {
            return false;
        }
        for (int i = 0; i < ours.params().size(); i++) {
            int parameter = ours.params().get(i).type();
            if (!matches(parameter, theirs.params().get(i).type(), behindPointer, level - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean members(BtfType.Composite ours, BtfType.Composite theirs, int level) throws InvalidSpecException {
        if (ours.members().size() > theirs.members().size()) {
            return false;
        }
        for (BtfMember member : ours.members()) {
            if (!hasMember(theirs, member, level)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasMember(BtfType.Composite theirs, BtfMember ours, int level) throws InvalidSpecException {
        for (BtfMember member : theirs.members()) {
            if (areNamedAlike(ours.name(), member.name()) && matches(ours.type(), member.type(), false, level - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Behind a pointer, a declaration is as good as a definition. */
    private static boolean pointee(BtfType.Composite ours, BtfType theirs) {
        return ours.kind() == theirs.kind()
                || theirs instanceof BtfType.Fwd forward && forward.union() == ours instanceof BtfType.Union;
    }

    private static boolean forward(BtfType.Fwd ours, BtfType theirs, boolean behindPointer) {
        if (theirs instanceof BtfType.Fwd forward) {
            return ours.union() == forward.union();
        }
        return behindPointer && theirs instanceof BtfType.Composite && ours.union() == theirs instanceof BtfType.Union;
    }

    private static boolean enums(BtfType ours, BtfType theirs) {
        List<BtfEnumerator> ourValues = Enumerators.of(ours);
        List<BtfEnumerator> theirValues = Enumerators.of(theirs);
        return Enumerators.size(ours) == Enumerators.size(theirs)
                && ourValues.size() <= theirValues.size()
                && ourValues.stream()
                        .allMatch(value ->
                                theirValues.stream().anyMatch(other -> areNamedAlike(value.name(), other.name())));
    }

    private static boolean areNamedAlike(String ours, String theirs) {
        return theirs.isEmpty() ? ours.isEmpty() : EssentialName.of(ours).equals(EssentialName.of(theirs));
    }
}
