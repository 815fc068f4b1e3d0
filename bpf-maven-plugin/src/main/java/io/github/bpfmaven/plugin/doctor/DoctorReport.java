package io.github.bpfmaven.plugin.doctor;

import java.util.List;

/**
 * What all checks have found.
 *
 * @param pluginVersion of the plugin that looked
 * @param entries in the order of the checks
 */
public record DoctorReport(String pluginVersion, List<Entry> entries) {
    public DoctorReport {
        entries = List.copyOf(entries);
    }

    /**
     * A finding.
     *
     * @param check the name of who found it
     */
    public record Entry(String check, Finding finding) {}

    /** How many findings are of that status. */
    public long count(Status status) {
        return entries.stream()
                .filter(entry -> entry.finding().status() == status)
                .count();
    }

    /** The worst there is. */
    public Status worst() {
        return entries.stream()
                .map(entry -> entry.finding().status())
                .max(Status::compareTo)
                .orElse(Status.OK);
    }
}
