package io.github.bpfmaven.plugin.scaffold;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.palantir.javapoet.CodeBlock;

/**
 * Something that may differ from object to object of a source, such as the section of a program that hooks a system call,
 * whose function has another name on each architecture.
 *
 * @param values by the file name of the object, in the order of the variants; not empty
 */
record PerVariant<T>(Map<String, T> values) {
    PerVariant {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** In the first object that has it. */
    T first() {
        return values.values().iterator().next();
    }

    <R> PerVariant<R> map(Function<T, R> function) {
        Map<String, R> mapped = new LinkedHashMap<>();
        values.forEach((file, value) -> mapped.put(file, function.apply(value)));
        return new PerVariant<>(mapped);
    }

    boolean isSame() {
        return values.values().stream().distinct().count() == 1;
    }

    /** The value, or an expression that chooses that of this JVM's object. */
    CodeBlock code(Function<T, CodeBlock> literal) {
        if (isSame()) {
            return literal.apply(first());
        }
        CodeBlock.Builder choice = CodeBlock.builder().add("switch (resourceName()) {\n$>");
        List<String> files = List.copyOf(values.keySet());
        for (String file : files.subList(1, files.size())) {
            choice.add("case $S -> $L;\n", file, literal.apply(values.get(file)));
        }
        return choice.add("default -> $L;\n$<}", literal.apply(first())).build();
    }
}
