package io.github.bpfmaven.plugin.scaffold;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * All that the Java class of one program source is made of.
 *
 * @param name of the class
 * @param sourceName of the C file, such as {@code drop.bpf.c}; no path of the build machine, for the same text anywhere
 * @param variants the source's objects, at least one
 * @param programs the programs of all variants, in the order in which Java shall list them; may be empty
 * @param maps the maps of all variants, likewise; may be empty
 * @param license what the object's {@code license} section says; empty if it has none
 */
public record ScaffoldRequest(
        GeneratedClass name,
        String sourceName,
        List<Variant> variants,
        List<Program> programs,
        List<BpfMap> maps,
        Optional<String> license) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no variant, two variants would serve the same JVM or have the same
     *     file name, or a program or map is there twice
     */
    public ScaffoldRequest {
        requireNonNull(name, "name");
        requireNonNull(sourceName, "sourceName");
        requireNonNull(license, "license");
        variants = List.copyOf(variants);
        programs = List.copyOf(programs);
        maps = List.copyOf(maps);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(sourceName + " has no object");
        }
        refuseTwice(variants.stream().map(Variant::resourceFile));
        refuseTwice(variants.stream().flatMap(ScaffoldRequest::served));
        refuseTwice(programs.stream().map(Program::name));
        refuseTwice(maps.stream().map(BpfMap::name));
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

    /**
     * A program of the object.
     *
     * @param name of the C function
     * @param section that it lies in, such as {@code xdp} or {@code kprobe/do_unlinkat}
     */
    public record Program(String name, String section) {
        /** Checks that nothing is null. */
        public Program {
            requireNonNull(name, "name");
            requireNonNull(section, "section");
        }
    }

    /**
     * A map of the object.
     *
     * @param name of the C variable
     */
    public record BpfMap(String name) {
        /** Checks that nothing is null. */
        public BpfMap {
            requireNonNull(name, "name");
        }
    }
}
