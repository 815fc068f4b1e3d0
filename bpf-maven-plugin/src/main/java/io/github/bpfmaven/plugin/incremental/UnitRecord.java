package io.github.bpfmaven.plugin.incremental;

import java.util.Optional;

/**
 * What came of one source for one target.
 *
 * @param compile empty if it failed, or what it read changed meanwhile
 * @param link empty for library code, too
 * @param constants empty if none were asked for, too
 * @param place name of the file where the object is; empty text if it is nowhere
 */
record UnitRecord(
        Optional<CompileRecord> compile, Optional<LinkRecord> link, Optional<ConstantsRecord> constants, String place) {
    static final UnitRecord NOTHING = new UnitRecord(Optional.empty(), Optional.empty(), Optional.empty(), "");

    UnitRecord with(CompileRecord other) {
        return new UnitRecord(Optional.of(other), link, constants, place);
    }

    UnitRecord with(LinkRecord other) {
        return new UnitRecord(compile, Optional.of(other), constants, place);
    }

    UnitRecord with(ConstantsRecord other) {
        return new UnitRecord(compile, link, Optional.of(other), place);
    }

    UnitRecord with(String other) {
        return new UnitRecord(compile, link, constants, other);
    }

    UnitRecord withoutLink() {
        return new UnitRecord(compile, Optional.empty(), constants, place);
    }

    /** Another's results where there are none. */
    UnitRecord or(UnitRecord other) {
        return new UnitRecord(
                compile.or(other::compile),
                link.or(other::link),
                constants.or(other::constants),
                place.isEmpty() ? other.place : place);
    }
}
