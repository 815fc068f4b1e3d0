package io.github.bpfmaven.loader;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.user.NamePatterns;

/**
 * Where a section says that its programs are attached.
 *
 * <p>Source: the functions of {@code section_defs} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class SectionTarget {
    private static final Pattern USER_FUNCTION = Pattern.compile("([^:]+):([A-Za-z0-9_.@$]+)(?:\\+(.+))?");

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
        boolean atReturn = kind.startsWith("kret") || kind.startsWith("uret");
        return switch (kind.replaceFirst("\\.s$", "")) {
            case "kprobe", "kretprobe" -> function(target, atReturn);
            case "ksyscall", "kretsyscall" ->
                Optional.of(new AttachPoint.Kprobe(machine.wrapperPrefix() + "sys_" + target, 0, atReturn));
            case "kprobe.multi", "kretprobe.multi", "kprobe.session" ->
                Optional.of(
                        NamePatterns.isPattern(target)
                                ? new AttachPoint.KprobePattern(target, atReturn)
                                : new AttachPoint.KprobeMulti(List.of(target), atReturn));
            case "uprobe", "uretprobe" -> userFunction(target, atReturn);
            case "uprobe.multi", "uretprobe.multi", "uprobe.session" -> userPattern(target, atReturn);
            case "usdt" -> usdt(target);
            default -> Optional.empty();
        };
    }

    /** {@code /bin/sh:main+4}. */
    private static Optional<AttachPoint> userFunction(String target, boolean atReturn) {
        Matcher match = USER_FUNCTION.matcher(target);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            long offset = match.group(3) == null ? 0 : Long.decode(match.group(3));
            return Optional.of(
                    new AttachPoint.UprobeFunction(match.group(1), match.group(2), offset, atReturn, Optional.empty()));
        } catch (NumberFormatException noOffset) {
            return Optional.empty();
        }
    }

    private static Optional<AttachPoint> userPattern(String target, boolean atReturn) {
        int colon = target.indexOf(':');
        return colon <= 0
                ? Optional.empty()
                : Optional.of(new AttachPoint.UprobePattern(
                        target.substring(0, colon), target.substring(colon + 1), atReturn, Optional.empty()));
    }

    /** {@code libc.so.6:libc:setjmp}. */
    private static Optional<AttachPoint> usdt(String target) {
        String[] parts = target.split(":");
        return parts.length != 3
                ? Optional.empty()
                : Optional.of(new AttachPoint.Usdt(parts[0], parts[1], parts[2], 0, Optional.empty()));
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
