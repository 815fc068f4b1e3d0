package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

/**
 * What BTF says of every type that a header defines, as assertions that clang can check: the size of each, the offset and
 * the size of each member that has an address, the values of enumerators.
 */
final class HeaderAssertions {
    private final Btf btf;
    private final HeaderNames names;
    private final List<String> statements = new ArrayList<>();
    private final Set<Integer> reached = new HashSet<>();

    HeaderAssertions(Btf btf) {
        this.btf = btf;
        this.names = new HeaderNames(btf);
        for (int id = 1; id < btf.types().size(); id++) {
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Composite composite && !type.name().isEmpty()) {
                root(CKeywords.of(type) + " " + names.name(id).orElseThrow(), id, composite);
            } else if (type instanceof BtfType.Typedef && btf.size(id).isPresent() && !isForwardEnum(btf.resolve(id))) {
                String name = names.name(id).orElseThrow();
                say("sizeof(" + name + ") == " + btf.size(id).getAsLong());
                if (btf.type(btf.resolve(id)) instanceof BtfType.Composite composite
                        && composite.name().isEmpty()) {
                    root(name, btf.resolve(id), composite);
                }
            } else if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
                values(id);
            }
        }
    }

    List<String> statements() {
        return statements;
    }

    /** How many structs and unions something is said about. */
    int reached() {
        return reached.size();
    }

    private void root(String root, int id, BtfType.Composite composite) {
        reached.add(id);
        say("sizeof(" + root + ") == " + composite.size());
        members(root, "", 0, composite);
    }

    private void members(String root, String path, long bits, BtfType.Composite composite) {
        for (BtfMember member : composite.members()) {
            long at = bits + member.bitOffset();
            OptionalInt inlined = TypeUses.inlined(btf, member);
            if (inlined.isPresent()) {
                reached.add(inlined.getAsInt());
                members(root, path, at, (BtfType.Composite) btf.type(inlined.getAsInt()));
            } else if (!member.name().isEmpty()
                    && !isBitField(member)
                    && btf.size(member.type()).isPresent()) {
                String name = path + member.name() + (CIdentifiers.isReserved(member.name()) ? "_" : "");
                member(root, name, at, member.type());
            }
        }
    }

    private void member(String root, String path, long at, int type) {
        say("__builtin_offsetof(" + root + ", " + path + ") * 8 == " + at);
        btf.size(type).ifPresent(size -> say("sizeof(((" + root + " *)0)->" + path + ") == " + size));
        if (btf.type(btf.resolve(type)) instanceof BtfType.Composite inner
                && inner.name().isEmpty()) {
            reached.add(btf.resolve(type));
            members(root, path + ".", at, inner);
        }
    }

    private boolean isBitField(BtfMember member) {
        return member.bitFieldSize() > 0
                || btf.type(btf.resolve(member.type())) instanceof BtfType.Int number
                        && number.bits() < number.size() * 8;
    }

    private boolean isForwardEnum(int id) {
        BtfType type = btf.type(id);
        return (type instanceof BtfType.Enum || type instanceof BtfType.Enum64)
                && names.enumerators(id).isEmpty();
    }

    private void values(int id) {
        List<BtfEnumerator> values = names.enumerators(id);
        BtfType type = btf.type(id);
        boolean signed = type instanceof BtfType.Enum small ? small.signed() : ((BtfType.Enum64) type).signed();
        if (!values.isEmpty() && !type.name().isEmpty()) {
            String name = "enum " + names.name(id).orElseThrow();
            say("sizeof(" + name + ") == " + btf.size(id).getAsLong());
            say("((" + name + ")-1 < 0) == " + (signed ? 1 : 0));
        }
        for (int i = 0; i < values.size(); i++) {
            String name = names.enumeratorNames(id).get(i);
            say("(unsigned long long)" + name + " == "
                    + Long.toUnsignedString(values.get(i).value()) + "ULL");
        }
    }

    private void say(String condition) {
        statements.add("_Static_assert(" + condition + ", \"\");");
    }
}
