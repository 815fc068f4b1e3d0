package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.Finding;

/**
 * What an object would tell a reader.
 *
 * @param object what it offers
 * @param programs in the order of the object
 * @param subprograms the same
 * @param maps the maps that it defines, in its order
 * @param data its sections of variables, in its order
 * @param coreRelocations what a loader changes for the kernel, each once with how often, by text
 * @param needs what all of it needs of a kernel
 * @param findings what is wrong with it, errors first
 */
public record ObjectReport(
        BpfObject object,
        List<FunctionReport> programs,
        List<FunctionReport> subprograms,
        List<MapReport> maps,
        List<DataReport> data,
        List<CoreUse> coreRelocations,
        KernelNeeds needs,
        List<Finding> findings) {
    /** The lists are copied. */
    public ObjectReport {
        programs = List.copyOf(programs);
        subprograms = List.copyOf(subprograms);
        maps = List.copyOf(maps);
        data = List.copyOf(data);
        coreRelocations = List.copyOf(coreRelocations);
        findings = List.copyOf(findings);
    }

    /**
     * A map.
     *
     * @param map what it is like
     * @param keyType the key's type as C writes it; nothing if only its size is given
     * @param valueType the same of the value
     * @param memory what it takes; nothing if that cannot be told from its definition
     */
    public record MapReport(
            BpfMap map, Optional<String> keyType, Optional<String> valueType, Optional<MapMemory> memory) {}

    /**
     * What a CO-RE relocation is about, wherever it stands.
     *
     * @param kind {@code field byte offset}, {@code type exists}: the kernel's name in small letters
     * @param subject {@code struct task_struct.pid}; {@code type 12} if the object has no sound BTF for it
     * @param access {@code 0:12}
     * @param count how often
     */
    public record CoreUse(String kind, String subject, String access, int count) {}
}
