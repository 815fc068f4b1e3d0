package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The descriptors of this process. */
final class OpenFiles {
    private OpenFiles() {}

    /** How many of BPF, perf and events there are: what a loader takes. The JVM opens and closes others as it likes, sockets too. */
    static long bpf() throws IOException {
        long count = 0;
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            for (var file : files.toList()) {
                try {
                    var target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("anon_inode:") && !target.contains("eventpoll")) {
                        count++;
                    }
                } catch (NoSuchFileException gone) {
                    // The list itself was one of them.
                }
            }
        }
        return count;
    }
}
