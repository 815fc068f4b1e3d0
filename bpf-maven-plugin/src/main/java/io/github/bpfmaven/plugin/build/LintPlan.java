package io.github.bpfmaven.plugin.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;

/**
 * What is made of warnings about each object.
 *
 * @param settings of each program's source
 */
record LintPlan(Map<Source, LintSettings> settings) {
    /**
     * The common settings with those of every override that matches, in the order given.
     *
     * @throws InvalidConfigurationException if one makes no sense
     */
    static LintPlan of(List<String> common, List<FlagOverride> overrides, Sources sources)
            throws InvalidConfigurationException {
        var all = with(LintSettings.DEFAULT, common, "<lint>");
        var bySource = new HashMap<Source, LintSettings>();
        for (var source : sources.programs()) {
            var own = all;
            for (var override : overrides) {
                if (override.matches(source)) {
                    own = with(own, override.lint(), "the <lint> of <object> '" + override.pattern() + "'");
                }
            }
            bySource.put(source, own);
        }
        return new LintPlan(bySource);
    }

    private static LintSettings with(LintSettings settings, List<String> entries, String where)
            throws InvalidConfigurationException {
        try {
            return settings.with(entries);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigurationException(where + ": " + wrong.getMessage());
        }
    }

    LintSettings of(Source program) {
        return settings.get(program);
    }
}
