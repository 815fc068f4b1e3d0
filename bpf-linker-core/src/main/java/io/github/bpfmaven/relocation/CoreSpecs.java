package io.github.bpfmaven.relocation;

import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.object.BpfCoreRelocation;

/** What CO-RE relocations are about, in the types of their own object; no kernel's are needed. */
public final class CoreSpecs {
    private final SpecParser parser;

    /** @param local the types of the object */
    public CoreSpecs(Btf local) {
        this.parser = new SpecParser(SizedTypes.of(local));
    }

    /**
     * What a relocation is about.
     *
     * @return nothing if it is damaged, or of a kind that Linux 6.18 does not know
     */
    public Optional<CoreSpec> of(BpfCoreRelocation relocation) {
        try {
            return Optional.of(parser.parse(relocation));
        } catch (InvalidSpecException damaged) {
            return Optional.empty();
        }
    }
}
