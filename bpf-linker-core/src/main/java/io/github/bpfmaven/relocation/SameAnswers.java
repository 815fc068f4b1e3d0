package io.github.bpfmaven.relocation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;
import io.github.bpfmaven.object.BpfObject;

/**
 * Looks whether the relocations of an object come to the same with what is kept as with the whole BTF, and keeps more where
 * they don't. This is so if the kernel has several types of a name, of which only the first was kept but a loader asks all
 * in turn; or if what is left out made a type of the kernel like the program's: what a pointer leads to is {@code void} now,
 * a member behind an array without a length is gone.
 */
final class SameAnswers {
    private final Candidates candidates;
    private final BpfObject object;
    private final List<CoreResolution> resolutions;

    /** @param resolutions of the object's relocations, with the whole BTF */
    SameAnswers(Candidates candidates, BpfObject object, List<CoreResolution> resolutions) {
        this.candidates = candidates;
        this.object = object;
        this.resolutions = resolutions;
    }

    /**
     * Keeps more where an answer is another.
     *
     * @param ids by a kernel's type id that in the minimal BTF
     */
    void check(CoreTarget minimal, IntUnaryOperator ids, KeptTypes kept) throws CoreRelocationException {
        if (resolutions.isEmpty()) {
            return;
        }
        CoreResolver resolver = minimal.resolver(object);
        for (int i = 0; i < resolutions.size(); i++) {
            BpfCoreRelocation relocation = object.coreRelocations().get(i);
            OptionalLong expected = resolutions.get(i).value();
            boolean isKernelId = relocation.kind().equals(Optional.of(Kind.TYPE_ID_TARGET));
            if (isKernelId) {
                expected = OptionalLong.of(ids.applyAsInt((int) expected.getAsLong()));
            }
            if (!isAnswer(resolver, relocation, expected)) {
                keepMore(kept, relocation.type());
            }
        }
    }

    private static boolean isAnswer(CoreResolver resolver, BpfCoreRelocation relocation, OptionalLong expected) {
        try {
            return resolver.resolve(relocation).value().equals(expected);
        } catch (CoreRelocationException ambiguous) {
            return false;
        }
    }

    /** First all that the relocations of that type have found, in types of the same name, too; then these types whole. */
    private void keepMore(KeptTypes kept, int localType) {
        int before = kept.count();
        for (int i = 0; i < resolutions.size(); i++) {
            if (object.coreRelocations().get(i).type() == localType
                    && resolutions.get(i) instanceof CoreResolution.Found found) {
                found.targets().forEach(kept::keep);
            }
        }
        if (kept.count() == before) {
            for (int candidate : candidates.of(object.btf().orElseThrow().type(localType))) {
                kept.keep(candidate, Extent.MEMBERS);
            }
        }
    }
}
