package io.github.bpfmaven.relocation;

import java.util.HashMap;
import java.util.Map;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/**
 * Whether a kernel's type may stand for a program's: roughly the same kind of thing. Names of roots are the same already.
 *
 * <p>Source: {@code bpf_core_fields_are_compat} and {@code __bpf_core_types_are_compat} in {@code src/relo_core.c} of
 * libbpf 1.8, with the depths up to which it looks.
 */
public final class TypeCompatibility {
    private static final int DEPTH = 32;

    private final Btf local;
    private final Btf target;
    /** Functions whose parameters share types could otherwise be gone through again and again, 2^32 times. */
    private final Map<Question, Boolean> known = new HashMap<>();

    private record Question(int local, int target) {}

    /**
     * Compares the types of two BTFs.
     *
     * @param local a program's
     * @param target a kernel's or a module's
     */
    public TypeCompatibility(Btf local, Btf target) {
        this.local = local;
        this.target = target;
    }

    /**
     * For fields: structs and unions are all alike, and so are pointers; integers of any size and sign; arrays of any
     * length with elements alike.
     */
    boolean fields(int localId, int targetId) {
        BtfType ours = local.type(local.resolve(localId));
        BtfType theirs = target.type(target.resolve(targetId));
        // Ends: no BTF that was read has an array of itself, and one put together by hand is left where the other ends.
        for (int steps = 0; steps < local.types().size(); steps++) {
            if (ours instanceof BtfType.Array ourArray && theirs instanceof BtfType.Array theirArray) {
                ours = local.type(local.resolve(ourArray.elementType()));
                theirs = target.type(target.resolve(theirArray.elementType()));
            } else {
                break;
            }
        }
        if (ours instanceof BtfType.Composite && theirs instanceof BtfType.Composite) {
            return true;
        }
        if (!Enumerators.areAlike(ours, theirs)) {
            return false;
        }
        return switch (ours.kind()) {
            case PTR, FLOAT -> true;
            case FWD, ENUM, ENUM64 -> {
                String ourName = EssentialName.of(ours.name());
                String theirName = EssentialName.of(theirs.name());
                yield ourName.isEmpty() || theirName.isEmpty() || ourName.equals(theirName);
            }
            case INT -> areWhole(ours, theirs);
            default -> false;
        };
    }

    /**
     * For whole types: pointers, arrays, results and parameters are followed, members are not.
     *
     * @throws InvalidSpecException if they are nested deeper than a loader follows
     */
    public boolean types(int localId, int targetId) throws InvalidSpecException {
        return Enumerators.areAlike(local.type(localId), target.type(targetId)) && types(localId, targetId, DEPTH);
    }

    private boolean types(int localId, int targetId, int level) throws InvalidSpecException {
        Question question = new Question(localId, targetId);
        Boolean answer = known.get(question);
        if (answer == null) {
            answer = look(localId, targetId, level);
            known.put(question, answer);
        }
        return answer;
    }

    private boolean look(int localId, int targetId, int level) throws InvalidSpecException {
        int ourId = local.resolve(localId);
        int theirId = target.resolve(targetId);
        for (int depth = 0; depth < DEPTH; depth++) {
            BtfType ours = local.type(ourId);
            BtfType theirs = target.type(theirId);
            if (!Enumerators.areAlike(ours, theirs)) {
                return false;
            }
            if (ours instanceof BtfType.Ptr ourPointer && theirs instanceof BtfType.Ptr theirPointer) {
                ourId = local.resolve(ourPointer.type());
                theirId = target.resolve(theirPointer.type());
            } else if (ours instanceof BtfType.Array ourArray && theirs instanceof BtfType.Array theirArray) {
                ourId = local.resolve(ourArray.elementType());
                theirId = target.resolve(theirArray.elementType());
            } else if (ours instanceof BtfType.FuncProto ourProto && theirs instanceof BtfType.FuncProto theirProto) {
                if (!parameters(ourProto, theirProto, level)) {
                    return false;
                }
                ourId = local.resolve(ourProto.returnType());
                theirId = target.resolve(theirProto.returnType());
            } else {
                return switch (ours.kind()) {
                    case VOID, STRUCT, UNION, ENUM, ENUM64, FWD -> true;
                    case INT -> areWhole(ours, theirs);
                    default -> false;
                };
            }
        }
        throw tooDeep();
    }

    private boolean parameters(BtfType.FuncProto ours, BtfType.FuncProto theirs, int level)
            throws InvalidSpecException {
        if (ours.params().size() != theirs.params().size()) {
            return false;
        }
        for (int i = 0; i < ours.params().size(); i++) {
            if (level <= 0) {
                throw tooDeep();
            }
            BtfParam parameter = ours.params().get(i);
            if (!types(parameter.type(), theirs.params().get(i).type(), level - 1)) {
                return false;
            }
        }
        return true;
    }

    static InvalidSpecException tooDeep() {
        return new InvalidSpecException(
                "its type is nested deeper than the " + DEPTH + " levels that a loader follows");
    }

    /** Integers that are bit-fields by themselves, as compilers of 2018 made them, are none that a loader could read. */
    private static boolean areWhole(BtfType ours, BtfType theirs) {
        return ((BtfType.Int) ours).bitOffset() == 0 && ((BtfType.Int) theirs).bitOffset() == 0;
    }
}
