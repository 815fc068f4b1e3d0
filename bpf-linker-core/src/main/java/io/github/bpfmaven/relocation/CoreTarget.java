package io.github.bpfmaven.relocation;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfObject;

/**
 * The types of a kernel, as CO-RE relocations are looked up in them; immutable.
 *
 * <p>The rules are those of libbpf 1.8 ({@code src/relo_core.c}). Whether a number fits into the instruction is not looked
 * at, nor whether a load of a field may be made narrower or wider.
 */
public final class CoreTarget {
    private final SizedTypes types;
    private final Candidates candidates;

    private CoreTarget(SizedTypes types) {
        this.types = types;
        this.candidates = new Candidates(types.btf());
    }

    /** For a kernel with these types. */
    public static CoreTarget of(Btf kernel) {
        return of(SizedTypes.of(kernel));
    }

    static CoreTarget of(SizedTypes types) {
        return new CoreTarget(types);
    }

    Candidates candidates() {
        return candidates;
    }

    /**
     * What the relocations of an object come to.
     *
     * @return one for each of {@link BpfObject#coreRelocations()}
     * @throws CoreRelocationException if a relocation is damaged or of a kind that Linux 6.18 does not know, if types of the
     *     same name in the kernel disagree on its number, or if the object is for another byte order than the kernel
     */
    public List<CoreResolution> resolve(BpfObject object) throws CoreRelocationException {
        List<CoreResolution> resolutions = new ArrayList<>();
        if (!object.coreRelocations().isEmpty()) {
            CoreResolver resolver = resolver(object);
            for (BpfCoreRelocation relocation : object.coreRelocations()) {
                resolutions.add(resolver.resolve(relocation));
            }
        }
        return resolutions;
    }

    /** For an object with relocations, which therefore has BTF. */
    CoreResolver resolver(BpfObject object) throws CoreRelocationException {
        Btf local = object.btf()
                .orElseThrow(() -> new CoreRelocationException("the object has CO-RE relocations but no section .BTF"));
        if (local.byteOrder() != types.btf().byteOrder()) {
            throw new CoreRelocationException("the object is " + local.byteOrder() + ", the kernel's BTF is "
                    + types.btf().byteOrder() + ": take the object that was built for the kernel's byte order");
        }
        return new CoreResolver(SizedTypes.of(local), types, candidates);
    }
}
