package io.github.bpfmaven.problem;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.inspect.BpfHelper;
import io.github.bpfmaven.spelling.Spelling;

/** Helper functions by names that are nearly theirs. */
public final class HelperNames implements NameLookup {
    /** By the longest common beginning, if no spelling is near: {@code bpf_ktime_get} is half of a name. */
    @Override
    public Optional<String> find(String name) {
        List<String> known = BpfHelper.names();
        return Spelling.nearest(name, known)
                .or(() ->
                        known.stream().filter(helper -> helper.startsWith(name)).findFirst());
    }
}
