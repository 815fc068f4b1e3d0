package io.github.bpfmaven.plugin.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of the rights this process has that loading asks for.
 *
 * <p>Source: {@code include/uapi/linux/capability.h}, Linux 6.18.
 */
final class RightsCheck implements Check {
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s+([0-9a-f]+)$");
    private static final Pattern FILTERED = Pattern.compile("(?m)^Seccomp:\\s+2$");
    private static final int SYS_ADMIN = 21;
    private static final int BPF = 39;

    private final Machine machine;

    RightsCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public List<Finding> examine() {
        if (!machine.isLinux()) {
            return List.of();
        }
        var status = machine.text("proc/self/status").orElse("");
        var effective = EFFECTIVE.matcher(status);
        if (!effective.find()) {
            return List.of(Finding.warning(
                    "/proc/self/status does not tell this process's rights", "mount proc to learn what may be loaded"));
        }
        var rights = Long.parseUnsignedLong(effective.group(1), 16);
        var known = known();
        var held = known.entrySet().stream()
                .filter(entry -> has(rights, entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        var filter = FILTERED.matcher(status).find() ? "; a seccomp filter is on, as containers have it" : "";
        if (has(rights, SYS_ADMIN) || has(rights, BPF)) {
            return List.of(Finding.ok(String.join(", ", held) + filter));
        }
        return List.of(Finding.warning(
                "this process may build, but not load programs: it has "
                        + (held.isEmpty() ? "no right that counts" : String.join(", ", held) + " alone") + filter,
                "load as root, or with CAP_BPF, and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking; in a container:"
                        + " --cap-add"));
    }

    private static boolean has(long rights, int capability) {
        return (rights >> capability & 1) != 0;
    }

    private static Map<Integer, String> known() {
        var known = new LinkedHashMap<Integer, String>();
        known.put(SYS_ADMIN, "CAP_SYS_ADMIN");
        known.put(BPF, "CAP_BPF");
        known.put(38, "CAP_PERFMON");
        known.put(12, "CAP_NET_ADMIN");
        return known;
    }
}
