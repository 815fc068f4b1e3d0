package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.header.Use.Kind;

/** What must be known before a type can be written in C. Types without a name are written where they are used. */
final class TypeUses {
    private final Btf btf;
    private final Budget budget;
    private final @Nullable List<Use>[] known;

    @SuppressWarnings({"unchecked", "rawtypes"})
    TypeUses(Btf btf) {
        this.btf = btf;
        this.known = new List[btf.types().size()];
        this.budget = Budget.of(btf, "finding out what they need");
    }

    /**
     * What a struct, a union or a typedef uses, in the order in which it is written: with repetitions.
     *
     * @param id what a named type is, or a function's prototype
     */
    List<Use> of(int id) throws HeaderException {
        List<Use> uses = known[id];
        if (uses == null) {
            Walk walk = new Walk();
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Composite composite) {
                walk.members(id, composite);
            } else if (type instanceof BtfType.Typedef typedef) {
                walk.type(typedef.type(), Kind.SAME);
            } else if (type instanceof BtfType.FuncProto) {
                walk.type(id, Kind.DECLARED);
            }
            uses = walk.found;
            known[id] = uses;
        }
        return uses;
    }

    /**
     * The struct or union that is to be written in place of a member: one that has a name, or a typedef of any, can only be
     * a member without a name by {@code -fms-extensions}, with which kernels are built since Linux 6.19 and programs are not.
     */
    static OptionalInt inlined(Btf btf, BtfMember member) {
        if (!member.name().isEmpty()) {
            return OptionalInt.empty();
        }
        int id = btf.resolve(member.type());
        return btf.type(id) instanceof BtfType.Composite ? OptionalInt.of(id) : OptionalInt.empty();
    }

    private final class Walk {
        private final List<Use> found = new ArrayList<>();

        private void members(int id, BtfType.Composite composite) throws HeaderException {
            budget.enter(id);
            for (BtfMember member : composite.members()) {
                OptionalInt inlined = inlined(btf, member);
                if (inlined.isPresent()) {
                    members(inlined.getAsInt(), (BtfType.Composite) btf.type(inlined.getAsInt()));
                } else if (!member.name().isEmpty()) {
                    type(member.type(), Kind.COMPLETE);
                }
            }
            budget.leave();
        }

        private void type(int start, Kind first) throws HeaderException {
            int id = start;
            Kind kind = first;
            while (true) {
                budget.step();
                BtfType type = btf.type(id);
                switch (type.kind()) {
                    case PTR -> {
                        kind = kind == Kind.DECLARED ? kind : Kind.POINTEE;
                        id = ((BtfType.Ptr) type).type();
                    }
                    case CONST, VOLATILE, RESTRICT, TYPE_TAG -> id = ((BtfType.Single) type).type();
                    case ARRAY -> {
                        // Not even a pointer to an array can be declared without the size of an element.
                        kind = Kind.COMPLETE;
                        id = ((BtfType.Array) type).elementType();
                    }
                    case FUNC_PROTO -> {
                        BtfType.FuncProto prototype = (BtfType.FuncProto) type;
                        budget.enter(id);
                        for (BtfParam param : prototype.params()) {
                            type(param.type(), Kind.DECLARED);
                        }
                        type(prototype.returnType(), Kind.DECLARED);
                        budget.leave();
                        return;
                    }
                    case STRUCT, UNION -> {
                        if (type.name().isEmpty()) {
                            members(id, (BtfType.Composite) type);
                        } else {
                            found.add(new Use(id, kind));
                        }
                        return;
                    }
                    case ENUM, ENUM64, TYPEDEF, FWD -> {
                        found.add(new Use(id, kind));
                        return;
                    }
                    case VOID, INT, FLOAT, FUNC, VAR, DATASEC, DECL_TAG -> {
                        return;
                    }
                }
            }
        }
    }
}
