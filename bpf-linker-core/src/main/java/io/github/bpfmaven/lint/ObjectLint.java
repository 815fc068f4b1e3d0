package io.github.bpfmaven.lint;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.ObjectInspector;

/** Finds in an object what is allowed, but probably not meant. Whoever has no kernel at hand can look; none is asked. */
public final class ObjectLint {
    private static final Comparator<LintWarning> ORDER = Comparator.<LintWarning, LintRule>comparing(LintWarning::rule)
            .thenComparing(
                    warning -> warning.place().map(LintWarning.Place::file).orElse(""))
            .thenComparing(
                    warning -> warning.place().map(LintWarning.Place::line).orElse(0))
            .thenComparing(LintWarning::message);

    private ObjectLint() {}

    /**
     * All that there is to say, whatever its level, each thing once.
     *
     * @param settings whose limits count
     * @return by rule, then by place
     */
    public static List<LintWarning> check(ObjectInspector object, LintSettings settings) {
        return Stream.of(
                        new DeadCodeLint(object).check(),
                        new MapLint(object).check(),
                        NameLint.check(object.object()),
                        new SizeLint(object).check(settings.limit(LintRule.MAX_INSTRUCTIONS)),
                        new StackLint(object).check(settings.limit(LintRule.STACK)),
                        new LicenseLint(object).check(),
                        new PrintkLint(object).check())
                .flatMap(List::stream)
                .distinct()
                .sorted(ORDER)
                .toList();
    }
}
