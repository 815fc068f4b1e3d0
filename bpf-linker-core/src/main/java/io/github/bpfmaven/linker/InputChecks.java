package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.input.InputModule;

/** Finds out whether LLVM will be able to read modules and link them with each other, before it tries. */
final class InputChecks {
    private static final Pattern PRODUCER = Pattern.compile("LLVM(\\d+)\\.(\\d+).*");

    private final String linkerVersion;
    private final DiagnosticCollector diagnostics;
    private Optional<Decision> decided = Optional.empty();

    /**
     * @param linkerVersion of the LLVM that links, such as {@code 20.1.7}
     * @param demanded the byte order that the object is to have; empty for that of the first module that says
     */
    InputChecks(String linkerVersion, Optional<BpfTarget> demanded, DiagnosticCollector diagnostics) {
        this.linkerVersion = linkerVersion;
        this.diagnostics = diagnostics;
        this.decided = demanded.map(target -> new Decision(target, "the object"));
    }

    private record Decision(BpfTarget target, String by) {}

    /** Says what keeps the modules from being linked. */
    void check(List<InputModule> modules) {
        modules.forEach(this::checkProducer);
        modules.forEach(this::checkTarget);
    }

    /** What all of them are for; this machine's if none of them says. */
    BpfTarget target() {
        return decided.map(Decision::target).orElse(BpfTarget.host());
    }

    private void checkProducer(InputModule module) {
        var producer = module.producer().map(PRODUCER::matcher).filter(found -> found.matches());
        var linker = PRODUCER.matcher("LLVM" + linkerVersion);
        if (producer.isPresent() && linker.matches()) {
            var theirs = version(producer.get().group(1), producer.get().group(2));
            var ours = version(linker.group(1), linker.group(2));
            if (theirs > ours) {
                diagnostics.error(
                        module.name() + " was made by " + module.producer().get() + ", this linker reads up to LLVM "
                                + linker.group(1) + "." + linker.group(2) + "; compile it with clang " + linker.group(1)
                                + " or older, or with a rustc that is built on such an LLVM");
            }
        }
    }

    private static long version(String major, String minor) {
        // Nobody's version has that many digits; a damaged file's may.
        return major.length() > 6 || minor.length() > 6
                ? Long.MAX_VALUE
                : Long.parseLong(major) * 1_000_000 + Long.parseLong(minor);
    }

    private void checkTarget(InputModule module) {
        if (module.triple().isEmpty()) {
            // Hand-written IR seldom says. It fits what it is linked with.
            return;
        }
        var order = order(module.triple());
        if (order.isEmpty()) {
            diagnostics.error(module.name() + " is compiled for '" + module.triple()
                    + "', not for BPF; compile it with --target=bpfel or --target=bpfeb");
            return;
        }
        var target = BpfTarget.of(order.get());
        if (decided.isEmpty()) {
            decided = Optional.of(new Decision(target, module.name()));
        } else if (decided.get().target() != target) {
            diagnostics.error(module.name() + " is compiled for '" + module.triple() + "', but "
                    + decided.get().by() + " is "
                    + (decided.get().by().equals("the object") ? "to be " : "for ")
                    + decided.get().target().triple() + "; an object has one byte order: compile it with --target="
                    + decided.get().target().triple());
        }
    }

    private static Optional<ByteOrder> order(String triple) {
        var dash = triple.indexOf('-');
        return switch (dash < 0 ? triple : triple.substring(0, dash)) {
            case "bpfel", "bpf_le" -> Optional.of(ByteOrder.LITTLE_ENDIAN);
            case "bpfeb", "bpf_be" -> Optional.of(ByteOrder.BIG_ENDIAN);
            case "bpf" -> Optional.of(ByteOrder.nativeOrder());
            default -> Optional.empty();
        };
    }
}
