package io.github.bpfmaven.plugin.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which flags each source is compiled with. */
public final class SourceFlags {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFlags.class);

    private SourceFlags() {}

    /**
     * The common flags with every override that matches, in the order given.
     *
     * @param others sources that are compiled elsewhere with the same flags: for one of them an override may be meant, too
     * @throws InvalidConfigurationException if some source's flags make no sense
     */
    public static Map<Source, CompilerFlags> of(
            CompilerFlags common, List<FlagOverride> overrides, Sources sources, List<Source> others)
            throws InvalidConfigurationException {
        common.check();
        for (var override : overrides) {
            override.check();
        }
        var flags = new HashMap<Source, CompilerFlags>();
        var all = Stream.concat(sources.programs().stream(), sources.libraries().stream())
                .toList();
        for (var source : all) {
            var own = common;
            for (var override : overrides) {
                own = override.matches(source) ? own.with(override) : own;
            }
            own.check();
            flags.put(source, own);
        }
        overrides.stream()
                .filter(override -> Stream.concat(all.stream(), others.stream()).noneMatch(override::matches))
                .forEach(override -> LOG.warn("<object> '{}' matches no source: {}", override.pattern(), all));
        return flags;
    }
}
