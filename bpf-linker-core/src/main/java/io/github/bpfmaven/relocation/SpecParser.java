package io.github.bpfmaven.relocation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfCoreRelocation.Subject;

/**
 * Reads what a relocation is about out of its access string, in the object's own types.
 *
 * <p>Source: {@code bpf_core_parse_spec} in {@code src/relo_core.c} of libbpf 1.8.
 */
final class SpecParser {
    private static final Pattern ACCESS = Pattern.compile("\\d{1,10}(:\\d{1,10})*");

    private final SizedTypes types;

    /** @param types of the object */
    SpecParser(SizedTypes types) {
        this.types = types;
    }

    CoreSpec parse(BpfCoreRelocation relocation) throws InvalidSpecException {
        Kind kind = relocation
                .kind()
                .orElseThrow(
                        () -> new InvalidSpecException("no kind of relocation that Linux 6.18 knows has the number "
                                + Integer.toUnsignedString(relocation.number())));
        List<Integer> indices = indices(relocation.access());
        SpecBuilder spec = new SpecBuilder(types, kind, relocation.type());
        if (kind.subject() == Subject.TYPE) {
            if (!relocation.access().equals("0")) {
                throw new InvalidSpecException("it is about a type, whose access can only be \"0\"");
            }
        } else if (kind.subject() == Subject.ENUM_VALUE) {
            enumerator(spec, types.btf().resolve(relocation.type()), indices);
        } else {
            field(spec, types.btf().resolve(relocation.type()), indices);
        }
        return spec.build();
    }

    private static List<Integer> indices(String access) throws InvalidSpecException {
        if (!ACCESS.matcher(access).matches()) {
            throw new InvalidSpecException("its access is not made of numbers with colons between them");
        }
        List<Integer> indices = new ArrayList<>();
        for (String number : access.split(":")) {
            long index = Long.parseLong(number);
            if (index > Integer.MAX_VALUE) {
                throw new InvalidSpecException("the index " + index + " in it is too large");
            }
            indices.add((int) index);
        }
        return indices;
    }

    private void enumerator(SpecBuilder spec, int id, List<Integer> indices) throws InvalidSpecException {
        List<BtfEnumerator> values = Enumerators.of(types.btf().type(id));
        int index = indices.get(0);
        if (indices.size() > 1 || index >= values.size()) {
            throw new InvalidSpecException("there is no such enumerator");
        }
        spec.enumerator(id, index, values.get(index).name());
    }

    private void field(SpecBuilder spec, int root, List<Integer> indices) throws InvalidSpecException {
        spec.element(root, indices.get(0));
        int id = root;
        for (int index : indices.subList(1, indices.size())) {
            id = types.btf().resolve(id);
            BtfType type = types.btf().type(id);
            if (type instanceof BtfType.Composite composite
                    && index < composite.members().size()) {
                BtfMember member = composite.members().get(index);
                spec.into(index, member);
                if (!member.name().isEmpty()) {
                    spec.named(id, index, member.name());
                }
                id = member.type();
            } else if (type instanceof BtfType.Array array && spec.isWithin(array, index)) {
                id = types.btf().resolve(array.elementType());
                spec.element(id, index);
            } else {
                throw new InvalidSpecException(CoreSpec.text(types.btf(), id)
                        + ", which it leads into, has no member or" + " element with the index " + index);
            }
        }
    }
}
