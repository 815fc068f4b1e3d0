package io.github.bpfmaven.relocation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfCoreRelocation.Subject;

/**
 * Finds in a kernel's type what a program means in its own: the member of that name wherever it is, also within members
 * without a name; the same element; the enumerator of that name.
 *
 * <p>Source: {@code bpf_core_spec_match} and {@code bpf_core_match_member} in {@code src/relo_core.c} of libbpf 1.8.
 */
final class SpecMatcher {
    private final SizedTypes sizedTarget;
    private final Btf target;
    private final CoreSpec local;
    private final TypeCompatibility compatibility;

    SpecMatcher(CoreSpec local, SizedTypes target) {
        this.sizedTarget = target;
        this.target = target.btf();
        this.local = local;
        this.compatibility = new TypeCompatibility(local.btf(), target.btf());
    }

    /** Nothing if this candidate does not have it. */
    Optional<CoreSpec> match(int candidate) throws InvalidSpecException {
        SpecBuilder spec = new SpecBuilder(sizedTarget, local.kind(), candidate);
        boolean matches = local.isAbout(Subject.FIELD)
                ? field(spec, candidate)
                : local.isAbout(Subject.TYPE) ? type(candidate) : enumerator(spec, target.resolve(candidate));
        return matches ? Optional.of(spec.build()) : Optional.empty();
    }

    private boolean type(int candidate) throws InvalidSpecException {
        return local.kind() == Kind.TYPE_MATCHES
                ? new TypeMatch(local.btf(), target).matches(local.type(), candidate)
                : compatibility.types(local.type(), candidate);
    }

    private boolean enumerator(SpecBuilder spec, int id) {
        String name = EssentialName.of(local.last().name().orElseThrow());
        List<BtfEnumerator> values = Enumerators.of(target.type(id));
        for (int i = 0; i < values.size(); i++) {
            if (EssentialName.of(values.get(i).name()).equals(name)) {
                spec.enumerator(id, i, values.get(i).name());
                return true;
            }
        }
        return false;
    }

    private boolean field(SpecBuilder spec, int candidate) throws InvalidSpecException {
        int id = target.resolve(candidate);
        List<CoreAccess> accesses = local.accesses();
        spec.element(id, accesses.get(0).index());
        for (CoreAccess access : accesses.subList(1, accesses.size())) {
            if (access.name().isPresent()) {
                OptionalInt member = member(spec, access, id);
                if (member.isEmpty()) {
                    return false;
                }
                id = target.resolve(member.getAsInt());
            } else if (target.type(id) instanceof BtfType.Array array && spec.isWithin(array, access.index())) {
                id = target.resolve(array.elementType());
                spec.element(id, access.index());
            } else {
                return false;
            }
        }
        return true;
    }

    /** The type id of the member; nothing if there is none of that name, or one that is not compatible. */
    private OptionalInt member(SpecBuilder spec, CoreAccess access, int id) throws InvalidSpecException {
        if (!(target.type(id) instanceof BtfType.Composite composite)) {
            return OptionalInt.empty();
        }
        BtfMember ours =
                ((BtfType.Composite) local.btf().type(access.type())).members().get(access.index());
        for (int i = 0; i < composite.members().size(); i++) {
            BtfMember theirs = composite.members().get(i);
            spec.into(i, theirs);
            if (theirs.name().isEmpty()) {
                OptionalInt inner = member(spec, access, target.resolve(theirs.type()));
                if (inner.isPresent()) {
                    return inner;
                }
            } else if (theirs.name().equals(ours.name()) && compatibility.fields(ours.type(), theirs.type())) {
                spec.named(id, i, theirs.name());
                return OptionalInt.of(theirs.type());
            }
            spec.back(theirs);
        }
        return OptionalInt.empty();
    }
}
