package io.github.bpfmaven.plugin.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.inspect.ObjectFile;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;

/**
 * An object as it may be loaded.
 *
 * @param name without byte order and architecture, {@code com/acme/drop}: what all variants of it share
 * @param file the object itself
 * @param object what is in it
 * @param architecture the only one that it is for, as the kernel calls it; nothing for any
 */
record VerifiedObject(String name, ObjectFile file, BpfObject object, Optional<LinuxArch> architecture) {
    private static final Pattern VARIANT = Pattern.compile("(?<stem>.+?)(?:(?:_(?<arch>"
            + Stream.of(LinuxArch.values()).map(LinuxArch::kernelName).collect(Collectors.joining("|"))
            + "))?_bpfe[lb])?(?:\\.bpf)?\\.o");

    static VerifiedObject of(ObjectFile file) throws VerifyException {
        try {
            var name = VARIANT.matcher(file.name());
            var object = BpfObject.read(file.bytes());
            if (!object.isRelocatableBpf()) {
                throw new VerifyException(file.name() + " is an ELF file, but no relocatable object for BPF");
            }
            return name.matches()
                    ? new VerifiedObject(
                            name.group("stem"),
                            file,
                            object,
                            Optional.ofNullable(name.group("arch")).flatMap(LinuxArch::named))
                    : new VerifiedObject(file.name(), file, object, Optional.empty());
        } catch (BpfObjectFormatException damaged) {
            throw new VerifyException(file.name() + " is no BPF object: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * Names tell objects apart in tables and in the baseline.
     *
     * @throws VerifyException if two files have one name, and are for the same machines
     */
    static void requireDistinct(List<VerifiedObject> all) throws VerifyException {
        var known = new HashMap<List<Object>, VerifiedObject>();
        for (var object : all) {
            var other = known.put(List.of(object.name(), object.object().byteOrder(), object.architecture()), object);
            if (other != null) {
                throw new VerifyException(
                        other.file().name() + " and " + object.file().name() + " are both the object '" + object.name()
                                + "': give one of them another name, or name the one that is meant");
            }
        }
    }

    /** Of each object the variant that a generated class would choose on this machine. */
    static List<VerifiedObject> chosenFor(Machine machine, List<VerifiedObject> all) {
        var chosen = new LinkedHashMap<String, VerifiedObject>();
        for (var candidate : all) {
            var fits = candidate.object().byteOrder().equals(machine.byteOrder())
                    && candidate
                            .architecture()
                            .map(arch -> arch.equals(of(machine)))
                            .orElse(true);
            if (fits && (candidate.architecture().isPresent() || !chosen.containsKey(candidate.name()))) {
                chosen.put(candidate.name(), candidate);
            }
        }
        return new ArrayList<>(chosen.values());
    }

    private static LinuxArch of(Machine machine) {
        return switch (machine) {
            case X86_64 -> LinuxArch.X86;
            case AARCH64 -> LinuxArch.ARM64;
            case S390X -> LinuxArch.S390;
            case RISCV64 -> LinuxArch.RISCV;
            case PPC64LE -> LinuxArch.POWERPC;
            case LOONGARCH64 -> LinuxArch.LOONGARCH;
        };
    }
}
