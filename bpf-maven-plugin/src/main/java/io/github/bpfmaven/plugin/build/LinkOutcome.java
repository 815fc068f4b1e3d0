package io.github.bpfmaven.plugin.build;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.bpfmaven.linker.Diagnostic;
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

    /**
     * A link that was made now.
     *
     * @param inputs names of the inputs that are in the object
     * @param object not looked at yet
     * @param holds whether everything is still what it was when the sources were compiled; if not, the key says what the object
     *     should have been made from, not what it was made from
     */
    record Now(
            LinkKey key, Set<String> inputs, ObjectContent object, List<Diagnostic> diagnostics, BooleanSupplier holds)
            implements LinkOutcome {
        public Now {
            inputs = Set.copyOf(inputs);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** A link that can't be made. */
    record Failed(List<Diagnostic> diagnostics) implements LinkOutcome {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
