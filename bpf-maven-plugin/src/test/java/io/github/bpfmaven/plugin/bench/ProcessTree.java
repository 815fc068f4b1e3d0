package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes below this one, as Linux shows them (proc_pid_stat(5), proc_pid_status(5)). A process that ends while it is
 * looked at is left out.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    /** In what proc gives CPU time: {@code USER_HZ}, 100 on every architecture that OpenJDK runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private final long root = ProcessHandle.current().pid();

    /** Whether this host shows what is needed. */
    static boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Seconds of CPU that the children of this process have taken that have ended, their own children included. */
    double secondsOfEndedChildren() throws IOException {
        var fields = stat(Long.toString(root));
        return (Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME]))
                / TICKS_A_SECOND;
    }

    /** All processes below this one, now. */
    List<Member> members() throws IOException {
        var all = new HashMap<Long, String[]>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                try {
                    all.put(
                            Long.valueOf(entry.getFileName().toString()),
                            stat(entry.getFileName().toString()));
                } catch (IOException ended) {
                    // Between the listing and the look.
                }
            }
        }
        var members = new ArrayList<Member>();
        for (var process : all.entrySet()) {
            if (isBelow(process.getKey(), all) && !process.getValue()[STATE].equals("Z")) {
                member(process.getKey(), process.getValue()).ifPresent(members::add);
            }
        }
        return members;
    }

    private boolean isBelow(long process, Map<Long, String[]> all) {
        var fields = all.get(process);
        while (fields != null) {
            var parent = Long.parseLong(fields[PARENT]);
            if (parent == root) {
                return true;
            }
            fields = all.get(parent);
        }
        return false;
    }

    private Optional<Member> member(long process, String[] fields) {
        try {
            var directory = PROC.resolve(Long.toString(process));
            var command = Files.readString(directory.resolve("cmdline"));
            // Between fork and exec a child still is its parent, memory included; without a command line it is about to
            // end.
            if (command.isEmpty()
                    || command.equals(
                            Files.readString(PROC.resolve(fields[PARENT]).resolve("cmdline")))) {
                return Optional.empty();
            }
            var seconds = (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_A_SECOND;
            var status = Files.readString(directory.resolve("status"));
            return Optional.of(new Member(
                    process, Role.of(command), seconds, kibibytes(status, "VmRSS:"), kibibytes(status, "VmHWM:")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static long kibibytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** The fields behind the command, which may have any character in it. */
    private static String[] stat(String process) throws IOException {
        var text = Files.readString(PROC.resolve(process).resolve("stat"));
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    /** What a process does in a build. */
    enum Role {
        MAVEN,
        WORKER,
        OTHER;

        private static Role of(String commandLine) {
            if (commandLine.contains("io.github.bpfmaven.worker.")) {
                return WORKER;
            }
            return commandLine.contains("org.codehaus.plexus.classworlds.launcher.Launcher") ? MAVEN : OTHER;
        }
    }

    /**
     * A process.
     *
     * @param seconds of CPU so far, without its children's
     * @param memory that it has now, KiB
     * @param peak the most that it had, KiB
     */
    record Member(long id, Role role, double seconds, long memory, long peak) {}
}
