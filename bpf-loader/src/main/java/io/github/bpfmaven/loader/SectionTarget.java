package io.github.bpfmaven.loader;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.kernel.Machine;

/**
 * Where a section says that its programs are attached.
 *
 * <p>Source: the functions of {@code section_defs} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class SectionTarget {
    private SectionTarget() {}

    /** Nothing if it does not say. */
    static Optional<AttachPoint> of(String section, ProgramMaker.As as, Machine machine) {
        String kind = section.replaceFirst("^\\?", "").replaceFirst("/.*", "");
        Optional<String> target = as.target();
        return switch (as.type()) {
            case TRACEPOINT -> target.flatMap(SectionTarget::tracepoint);
            case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> target.map(AttachPoint.RawTracepoint::new);
            case EXT -> Optional.of(new AttachPoint.AsLoaded());
            case LSM -> kind.startsWith("lsm_cgroup") ? Optional.empty() : Optional.of(new AttachPoint.AsLoaded());
            case TRACING ->
                kind.startsWith("iter")
                        ? Optional.of(new AttachPoint.Iterator(Optional.empty()))
                        : Optional.of(new AttachPoint.AsLoaded());
            case KPROBE -> target.flatMap(name -> probe(kind, name, machine));
            default -> Optional.empty();
        };
    }

    private static Optional<AttachPoint> tracepoint(String target) {
        int slash = target.indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(new AttachPoint.Tracepoint(target.substring(0, slash), target.substring(slash + 1)));
    }

    private static Optional<AttachPoint> probe(String kind, String target, Machine machine) {
        return switch (kind) {
            case "kprobe", "kretprobe" -> function(target, kind.equals("kretprobe"));
            case "ksyscall", "kretsyscall" ->
                Optional.of(new AttachPoint.Kprobe(
                        machine.wrapperPrefix() + "sys_" + target, 0, kind.equals("kretsyscall")));
            case "kprobe.multi", "kretprobe.multi", "kprobe.session" ->
                target.contains("*")
                        ? Optional.empty()
                        : Optional.of(new AttachPoint.KprobeMulti(List.of(target), kind.startsWith("kretprobe")));
            default -> Optional.empty();
        };
    }

    private static Optional<AttachPoint> function(String target, boolean atReturn) {
        int plus = target.indexOf('+');
        if (plus < 0) {
            return Optional.of(new AttachPoint.Kprobe(target, 0, atReturn));
        }
        try {
            return Optional.of(new AttachPoint.Kprobe(
                    target.substring(0, plus), Long.decode(target.substring(plus + 1)), atReturn));
        } catch (NumberFormatException noOffset) {
            return Optional.empty();
        }
    }
}
