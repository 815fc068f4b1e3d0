package io.github.bpfmaven.relocation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.object.BpfObject;

/**
 * So much of a kernel's BTF as the CO-RE relocations of some objects need: a few kilobytes instead of some five megabytes.
 * A kernel that is built without BTF can then still take these objects, from a loader that is given the file: libbpf's
 * {@code btf_custom_path}.
 *
 * <p>It is what {@code bpftool gen min_core_btf} makes: structs and unions with the used members at their offsets, of
 * their size and name; used enums whole; types of which only the existence, the size or the id is asked for without
 * members. Beyond that it is certain that each relocation comes to the same as with the whole BTF, except that the id of a
 * kernel's type is the new one: where leaving something out would change an answer, it is not left out.
 *
 * @param btf in the kernel's byte order, not split
 * @param resolutions by the object's name, what its relocations come to with the whole BTF: one for each of
 *     {@link BpfObject#coreRelocations()}
 */
public record MinimalBtf(Btf btf, Map<String, List<CoreResolution>> resolutions) {
    /** The map is copied, in its order. */
    public MinimalBtf {
        resolutions = Collections.unmodifiableMap(new LinkedHashMap<>(resolutions));
    }

    /**
     * The minimal BTF of these objects. What they don't use, such as the existence of a field that the kernel lacks, takes
     * nothing.
     *
     * @param kernel all types of the kernel; with those of a module if it is split
     * @param objects by the name that messages call them by; those without relocations need nothing
     * @throws CoreRelocationException as {@link CoreTarget#resolve}; the message begins with the object's name
     */
    public static MinimalBtf of(Btf kernel, Map<String, BpfObject> objects) throws CoreRelocationException {
        SizedTypes types = SizedTypes.of(kernel);
        Map<String, List<CoreResolution>> resolutions = new LinkedHashMap<>();
        CoreTarget target = CoreTarget.of(types);
        for (Map.Entry<String, BpfObject> object : objects.entrySet()) {
            try {
                resolutions.put(object.getKey(), target.resolve(object.getValue()));
            } catch (CoreRelocationException invalid) {
                throw new CoreRelocationException(object.getKey() + ": " + invalid.getMessage(), invalid);
            }
        }
        KeptTypes kept = new KeptTypes(kernel);
        resolutions.values().forEach(all -> keepFirst(kept, all));
        List<SameAnswers> checks = objects.entrySet().stream()
                .map(object ->
                        new SameAnswers(target.candidates(), object.getValue(), resolutions.get(object.getKey())))
                .toList();
        Btf minimal = kept.write();
        for (int before = 0; before != kept.count(); minimal = kept.write()) {
            before = kept.count();
            CoreTarget smaller = CoreTarget.of(new SizedTypes(minimal, types.pointerSize()));
            IntUnaryOperator ids = kept.ids();
            for (SameAnswers check : checks) {
                check.check(smaller, ids, kept);
            }
        }
        return new MinimalBtf(minimal, resolutions);
    }

    private static void keepFirst(KeptTypes kept, List<CoreResolution> resolutions) {
        for (CoreResolution resolution : resolutions) {
            if (resolution instanceof CoreResolution.Found found) {
                kept.keep(found.targets().get(0));
            }
        }
    }
}
