package io.github.bpfmaven.plugin.build;

import java.util.List;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.plugin.incremental.LinkKey;
import io.github.bpfmaven.plugin.incremental.LinkRecord;

/** What there is of a link. */
sealed interface LinkOutcome {
    /** What the linker said, now or then. */
    List<Diagnostic> diagnostics();

    /** The good object of an earlier link. */
    record Before(LinkRecord record, ObjectContent object) implements LinkOutcome {
        @Override
        public List<Diagnostic> diagnostics() {
            return record.diagnostics();
        }
    }

    /** A link that was made now. */
    record Now(LinkKey key, LinkResult result) implements LinkOutcome {
        @Override
        public List<Diagnostic> diagnostics() {
            return result.diagnostics();
        }
    }
}
