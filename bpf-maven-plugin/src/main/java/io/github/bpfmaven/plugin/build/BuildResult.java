package io.github.bpfmaven.plugin.build;

import java.util.List;

/** What came of a {@link BuildRequest}. */
public sealed interface BuildResult {
    /**
     * Everything was built and written.
     *
     * @param objects the objects' paths below the resource directory, sorted
     */
    record Built(List<String> objects) implements BuildResult {
        public Built {
            objects = List.copyOf(objects);
        }
    }

    /** Everything was there already, built from what would be built from now. */
    record UpToDate() implements BuildResult {}

    /** There is no program source; what an earlier build had written is gone. */
    record NoSources() implements BuildResult {}
}
