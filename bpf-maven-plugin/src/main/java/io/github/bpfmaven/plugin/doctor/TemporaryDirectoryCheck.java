package io.github.bpfmaven.plugin.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory for temporary files: the loader's native part is unpacked there. */
final class TemporaryDirectoryCheck implements Check {
    private static final long ENOUGH_BYTES = 16L << 20;

    private final Machine machine;

    TemporaryDirectoryCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "tmp";
    }

    @Override
    public List<Finding> examine() throws Exception {
        var directory = Path.of(machine.property("java.io.tmpdir"));
        var cure = "name another in MAVEN_OPTS: -Djava.io.tmpdir=DIRECTORY";
        if (!Files.isDirectory(directory)) {
            return List.of(Finding.error(directory + " is no directory", cure));
        }
        var state = DirectoryState.of(directory, !machine.isWindows());
        if (state.refusal().isPresent()) {
            return List.of(Finding.error(
                    directory + " can't be written: " + state.refusal().get(), cure));
        }
        var text = directory + ", " + Sizes.of(state.freeBytes()) + " free";
        if (state.freeBytes() < ENOUGH_BYTES) {
            return List.of(Finding.warning(text, "make room, or " + cure));
        }
        if (!state.runsPrograms()) {
            return List.of(Finding.warning(
                    text
                            + "; programs in it may not run (noexec?), so bpf-loader's JNA can't unpack its native part there",
                    "give the JVM that loads programs -Djna.tmpdir=DIRECTORY"));
        }
        return List.of(Finding.ok(text));
    }
}
