package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a machine and those who work on it are called: none of it belongs into an object.
 *
 * @param directories absolute paths: of the project, of its user, of caches; {@code /} and {@code \} are the same
 * @param users names of accounts
 * @param hosts names of machines
 */
public record MachineNames(List<String> directories, List<String> users, List<String> hosts) {
    /** Directories that every machine has: a program may well speak of what is in them. */
    private static final Set<String> EVERYWHERE = Set.of("/usr/local", "/var/tmp");

    /**
     * From the root of a file system or of a drive, with two names at least. One alone ({@code /tmp}, {@code /app}) is the same on
     * many machines and in each container; and where Java doesn't know the home of an account, it says {@code ?}.
     */
    private static final Pattern DIRECTORY = Pattern.compile("(?:[A-Za-z]:)?/+[^/]+/.*");

    /** Names that say nothing of anybody, and words of any text. */
    private static final Set<String> ANYBODY = Set.of(
            "admin",
            "build",
            "builder",
            "bpf",
            "ci",
            "container",
            "debian",
            "docker",
            "fedora",
            "github",
            "gitlab",
            "host",
            "jenkins",
            "kernel",
            "linux",
            "localhost",
            "maven",
            "nobody",
            "root",
            "runner",
            "server",
            "system",
            "test",
            "ubuntu",
            "user",
            "vagrant",
            "worker");

    private static final int SHORTEST = 3;

    /** Directories with {@code /} in them and none at the end, without those that say nothing; names without everybody's. */
    public MachineNames {
        directories = directories.stream()
                .map(MachineNames::slashed)
                .filter(directory -> DIRECTORY.matcher(directory).matches() && !EVERYWHERE.contains(directory))
                .distinct()
                .toList();
        users = users.stream().filter(MachineNames::tells).distinct().toList();
        hosts = hosts.stream().filter(MachineNames::tells).distinct().toList();
    }

    /** Nothing is known. */
    public static MachineNames none() {
        return new MachineNames(List.of(), List.of(), List.of());
    }

    static String slashed(String path) {
        String slashed = path.replace('\\', '/');
        return slashed.endsWith("/") ? slashed.substring(0, slashed.length() - 1) : slashed;
    }

    private static boolean tells(String name) {
        return name.length() >= SHORTEST && !ANYBODY.contains(name.toLowerCase(Locale.ROOT));
    }
}
