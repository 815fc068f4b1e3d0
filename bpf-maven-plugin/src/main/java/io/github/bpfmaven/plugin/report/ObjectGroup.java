package io.github.bpfmaven.plugin.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.lint.LintLevel;
import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.lint.LintWarning;
import io.github.bpfmaven.lint.ObjectLint;
import io.github.bpfmaven.plugin.inspect.InspectedFile;

/**
 * Objects of one source that tell the same but for byte order, size and digest.
 *
 * @param number from 1
 * @param files the variants, by name
 * @param warnings what lint finds, as far as it is wanted
 */
record ObjectGroup(int number, List<InspectedFile> files, List<LintWarning> warnings) {
    ObjectGroup {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** What they have in common. */
    ObjectReport report() {
        return files.get(0).report();
    }

    /** What the section about them is called: a path, without what tells variants apart if there are several. */
    String name() {
        var name = files.get(0).file().name();
        return files.size() == 1 ? name : stem(name);
    }

    String id() {
        return "object-" + number;
    }

    /** In the order of the files. */
    static List<ObjectGroup> of(List<InspectedFile> files, LintSettings settings) {
        var variants = new LinkedHashMap<List<String>, List<InspectedFile>>();
        for (var file : files) {
            var alone = new ObjectGroup(0, List.of(file), warnings(file, settings));
            var html = new Html();
            new ObjectDetails(alone).write(html);
            variants.computeIfAbsent(List.of(stem(file.file().name()), html.toString()), key -> new ArrayList<>())
                    .add(file);
        }
        var groups = new ArrayList<ObjectGroup>();
        variants.values()
                .forEach(same -> groups.add(new ObjectGroup(groups.size() + 1, same, warnings(same.get(0), settings))));
        return groups;
    }

    private static List<LintWarning> warnings(InspectedFile file, LintSettings settings) {
        return ObjectLint.check(file.inspector(), settings).stream()
                .filter(warning -> settings.level(warning.rule()) != LintLevel.OFF)
                .toList();
    }

    private static String stem(String name) {
        return name.replaceFirst("_bpfe[lb]\\.o$", "");
    }
}
