package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.scaffold.JavaNames;

/** Tests see their own class in place of a main class of the same name, and nobody would tell them. */
final class TestNames {
    private final String basePackage;

    TestNames(String basePackage) {
        this.basePackage = basePackage;
    }

    /** @throws InvalidConfigurationException if a test's program has the Java name of one of the main programs */
    void check(List<Source> tests, List<Source> main) throws InvalidConfigurationException {
        var taken = new HashMap<String, Path>();
        JavaNames.forSources(basePackage, paths(main))
                .forEach((path, name) -> taken.put(name.qualifiedName().toLowerCase(Locale.ROOT), path));
        for (var test : JavaNames.forSources(basePackage, paths(tests)).entrySet()) {
            var other = taken.get(test.getValue().qualifiedName().toLowerCase(Locale.ROOT));
            if (other != null) {
                throw new InvalidConfigurationException("the tests' " + test.getKey() + " and the main " + other
                        + " would both be the Java class " + test.getValue().qualifiedName()
                        + ": rename one of them");
            }
        }
    }

    private static List<Path> paths(List<Source> sources) {
        return sources.stream().map(source -> Path.of(source.path())).toList();
    }
}
