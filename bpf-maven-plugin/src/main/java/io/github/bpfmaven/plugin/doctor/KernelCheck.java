package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The kernel that programs would be loaded into on this machine: how old it is, and whether it tells its types. */
final class KernelCheck implements Check {
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final String TYPES = "sys/kernel/btf/vmlinux";

    private final Machine machine;

    KernelCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public List<Finding> examine() throws IOException {
        if (!machine.isLinux()) {
            return List.of(Finding.ok("no Linux: objects are built here, and loaded elsewhere"));
        }
        var findings = new ArrayList<Finding>();
        var release = machine.text("proc/sys/kernel/osrelease").orElse(machine.property("os.version"));
        findings.add(version(release));
        findings.add(types());
        return findings;
    }

    private static Finding version(String release) {
        var matcher = RELEASE.matcher(release);
        if (!matcher.matches()) {
            return Finding.warning("Linux " + release + " has no version that is known here", "look at uname -r");
        }
        var major = Integer.parseInt(matcher.group(1));
        var minor = Integer.parseInt(matcher.group(2));
        var text = "Linux " + release;
        if (isBefore(major, minor, 4, 14)) {
            return Finding.warning(
                    text + " takes the instructions of <cpu>v1</cpu> alone",
                    "set <cpu>v1</cpu> for it; the default is v3");
        }
        if (isBefore(major, minor, 5, 1)) {
            return Finding.warning(
                    text + " does not take the instructions of <cpu>v3</cpu>, the default", "set <cpu>v2</cpu> for it");
        }
        return Finding.ok(text + ", which takes <cpu>" + (isBefore(major, minor, 6, 6) ? "v3" : "v4") + "</cpu>");
    }

    private static boolean isBefore(int major, int minor, int otherMajor, int otherMinor) {
        return major < otherMajor || (major == otherMajor && minor < otherMinor);
    }

    private Finding types() throws IOException {
        var file = machine.file(TYPES);
        return Files.isReadable(file)
                ? Finding.ok("it has BTF: " + (Files.size(file) >> 10) + " KiB in /" + TYPES)
                : Finding.warning(
                        "there is no /" + TYPES + ": CO-RE, fentry, tp_btf, LSM and kfuncs need the kernel's BTF",
                        "take a kernel with CONFIG_DEBUG_INFO_BTF; for CO-RE alone, pack BTF with bpf:min-core-btf");
    }
}
