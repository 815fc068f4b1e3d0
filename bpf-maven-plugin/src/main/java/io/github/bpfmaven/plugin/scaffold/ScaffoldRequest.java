package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.constants.CConstant;

import static java.util.Objects.requireNonNull;

/**
 * All that the Java class of one program source is made of.
 *
 * @param name of the class
 * @param sourceName of the C file, such as {@code drop.bpf.c}; no path of the build machine, for the same text anywhere
 * @param objects the source's objects, at least one; what is in them is listed in the order of the first little-endian one
 * @param options what the class is like
 * @param constants of the source, as each object's target has them
 */
public record ScaffoldRequest(
        GeneratedClass name,
        String sourceName,
        Map<Variant, BpfObject> objects,
        ClassOptions options,
        Map<Variant, List<CConstant>> constants) {
    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if there is no object, or two would serve the same JVM or have the same file name
     */
    public ScaffoldRequest {
        requireNonNull(name, "name");
        requireNonNull(sourceName, "sourceName");
        requireNonNull(options, "options");
        objects = Collections.unmodifiableMap(sorted(objects));
        constants = Collections.unmodifiableMap(sorted(constants));
        if (objects.isEmpty()) {
            throw new IllegalArgumentException(sourceName + " has no object");
        }
        refuseTwice(objects.keySet().stream().map(Variant::resourceFile));
        refuseTwice(objects.keySet().stream().flatMap(ScaffoldRequest::served));
    }

    private static <T> Map<Variant, T> sorted(Map<Variant, T> objects) {
        // The order of targets in a POM is to make no difference.
        Map<Variant, T> sorted = new TreeMap<>(
                Comparator.comparing((Variant variant) -> variant.byteOrder().equals(ByteOrder.BIG_ENDIAN))
                        .thenComparing(Variant::resourceFile)
                        .thenComparing(variant -> variant.osArchs().toString()));
        sorted.putAll(objects);
        return sorted;
    }

    private static Stream<String> served(Variant variant) {
        return variant.servesAnyArch()
                ? Stream.of(variant.byteOrder() + " on any architecture")
                : variant.osArchs().stream().map(osArch -> variant.byteOrder() + " on " + osArch);
    }

    private static void refuseTwice(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there twice: " + name);
        });
    }
}
