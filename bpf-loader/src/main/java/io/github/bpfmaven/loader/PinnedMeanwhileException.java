package io.github.bpfmaven.loader;

import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.BpfLoadException;

/** Where a map was to be pinned, there was none before, and now is something. */
final class PinnedMeanwhileException extends BpfLoadException {
    private static final long serialVersionUID = 1L;

    PinnedMeanwhileException(String part, String path, SystemCallException refused) {
        super(
                part,
                "can't be pinned at " + path + ": " + refused.getMessage()
                        + "; what is there is no map, or somebody has just pinned his: load it again",
                refused);
    }
}
