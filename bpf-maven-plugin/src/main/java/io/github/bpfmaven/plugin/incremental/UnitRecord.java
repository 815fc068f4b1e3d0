package io.github.bpfmaven.plugin.incremental;

import java.util.Optional;

/**
 * What came of one source for one target.
 *
 * @param compile empty if it failed, or what it read changed meanwhile
 * @param link empty for library code, too
 * @param constants empty if none were asked for, too
 */
record UnitRecord(Optional<CompileRecord> compile, Optional<LinkRecord> link, Optional<ConstantsRecord> constants) {
    static final UnitRecord NOTHING = new UnitRecord(Optional.empty(), Optional.empty(), Optional.empty());

    UnitRecord with(CompileRecord other) {
        return new UnitRecord(Optional.of(other), link, constants);
    }

    UnitRecord with(LinkRecord other) {
        return new UnitRecord(compile, Optional.of(other), constants);
    }

    UnitRecord with(ConstantsRecord other) {
        return new UnitRecord(compile, link, Optional.of(other));
    }

    /** Another's results where there are none. */
    UnitRecord or(UnitRecord other) {
        return new UnitRecord(compile.or(other::compile), link.or(other::link), constants.or(other::constants));
    }
}
