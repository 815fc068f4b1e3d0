package io.github.bpfmaven.plugin.compile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.bpfmaven.linker.BpfTarget;

/**
 * One variant of an object: a byte order, for any architecture or for one.
 *
 * @param byteOrder byte order of the object
 * @param architecture the kernel's name of the architecture, as {@code __TARGET_ARCH_…} takes it (x86, arm64, s390 …);
 *     empty for an object that serves every architecture of its byte order
 */
public record CompileTarget(BpfTarget byteOrder, Optional<String> architecture) {
    /** bpf2go's names, which are Go's ({@code GOARCH}), as far as the kernel's tracing macros know the architecture. */
    private static final Map<String, CompileTarget> BY_NAME = byName();

    private static Map<String, CompileTarget> byName() {
        var targets = new LinkedHashMap<String, CompileTarget>();
        targets.put("bpfel", new CompileTarget(BpfTarget.BPFEL, Optional.empty()));
        targets.put("bpfeb", new CompileTarget(BpfTarget.BPFEB, Optional.empty()));
        little(targets, "386", "x86");
        little(targets, "amd64", "x86");
        little(targets, "arm", "arm");
        little(targets, "arm64", "arm64");
        little(targets, "loong64", "loongarch");
        little(targets, "ppc64le", "powerpc");
        little(targets, "riscv64", "riscv");
        big(targets, "mips", "mips");
        big(targets, "ppc64", "powerpc");
        big(targets, "s390x", "s390");
        return targets;
    }

    private static void little(Map<String, CompileTarget> targets, String name, String architecture) {
        targets.put(name, new CompileTarget(BpfTarget.BPFEL, Optional.of(architecture)));
    }

    private static void big(Map<String, CompileTarget> targets, String name, String architecture) {
        targets.put(name, new CompileTarget(BpfTarget.BPFEB, Optional.of(architecture)));
    }

    /**
     * The targets that a POM names. Names that mean the same object (386 and amd64) count once.
     *
     * @throws InvalidConfigurationException if a name is unknown, or there is none
     */
    public static List<CompileTarget> parse(List<String> names) throws InvalidConfigurationException {
        if (names.isEmpty()) {
            throw new InvalidConfigurationException("no targets: set <targets> to some of " + known());
        }
        var unknown = names.stream().filter(name -> !BY_NAME.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidConfigurationException("unknown target "
                    + unknown.stream()
                            .map(name -> "'" + name + "'" + hint(name))
                            .collect(Collectors.joining(", "))
                    + "; there are " + known());
        }
        // Not by hash codes: a record's first one takes longer than all else here.
        var targets = new LinkedHashMap<String, CompileTarget>();
        names.stream().map(BY_NAME::get).forEach(target -> targets.putIfAbsent(target.suffix(), target));
        return List.copyOf(targets.values());
    }

    private static String hint(String name) {
        return switch (name) {
            case "native", "bpf" -> " (the build host must not decide what is built)";
            case "x86_64", "x86" -> " (amd64?)";
            case "aarch64" -> " (arm64?)";
            case "s390" -> " (s390x?)";
            case "riscv" -> " (riscv64?)";
            case "loongarch64", "loongarch" -> " (loong64?)";
            default -> "";
        };
    }

    private static String known() {
        return Arrays.toString(BY_NAME.keySet().toArray()).replaceAll("[\\[\\]]", "");
    }

    /** What tells the object's file from its siblings': {@code bpfel}, {@code x86_bpfel}. */
    public String suffix() {
        return architecture.map(name -> name + "_").orElse("") + byteOrder.triple();
    }

    @Override
    public String toString() {
        return suffix();
    }
}
