package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one execution has last reported of its objects: for its next build, which need not look into objects that are the same, and for
 * the other executions of the module, as all of them have one file of reports.
 *
 * @param root where the objects are
 * @param plugin identity of the plugin that has looked into them
 * @param toolchain identity of the LLVM that {@code llvm} is the name of; empty text if that is not known
 * @param llvm what a lock calls that LLVM
 * @param objects by name
 */
public record ReportedObjects(Path root, String plugin, String toolchain, String llvm, List<ReportedObject> objects) {
    private static final int VERSION = 3;
    private static final String FILE = "objects.state";

    public ReportedObjects {
        objects = List.copyOf(objects);
    }

    /** @return empty if there is nothing that can be relied on */
    public static Optional<ReportedObjects> read(Path workDirectory) {
        return file(workDirectory)
                .read(in -> new ReportedObjects(
                        workDirectory.resolve(in.text()).normalize(),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.list(object -> new ReportedObject(
                                object.text(),
                                object.text(),
                                object.flag(),
                                PackedBytes.ofPacked(object.bytes()),
                                object.text()))));
    }

    /** Those of the module's other executions, as far as their objects are still what they were. */
    public static List<ReportedObjects> ofOthers(Path workDirectory) throws IOException {
        var others = new ArrayList<ReportedObjects>();
        for (var sibling : siblings(workDirectory)) {
            read(sibling).map(ReportedObjects::there).ifPresent(others::add);
        }
        return others;
    }

    /** Whether {@link #ofOthers} may find something. */
    public static boolean areOthers(Path workDirectory) throws IOException {
        return siblings(workDirectory).stream().anyMatch(other -> Files.exists(path(other)));
    }

    private static List<Path> siblings(Path workDirectory) throws IOException {
        var own = workDirectory.toAbsolutePath();
        if (!Files.isDirectory(own.getParent())) {
            return List.of();
        }
        try (var all = Files.list(own.getParent())) {
            return all.filter(other -> !other.equals(own)).sorted().toList();
        }
    }

    /** Where one execution's are. */
    public static Path path(Path workDirectory) {
        return workDirectory.resolve(FILE);
    }

    public void write(Path workDirectory) throws IOException {
        file(workDirectory)
                .write(new StateWriter()
                        .text(workDirectory.relativize(root).toString())
                        .text(plugin)
                        .text(toolchain)
                        .text(llvm)
                        .list(
                                objects,
                                (out, object) -> out.text(object.name())
                                        .text(object.sha256())
                                        .flag(object.hasExterns())
                                        .bytes(object.report().packed())
                                        .text(object.origin())));
    }

    public static void delete(Path workDirectory) throws IOException {
        file(workDirectory).delete();
    }

    private static StateFile file(Path workDirectory) {
        return new StateFile(path(workDirectory), VERSION);
    }

    private ReportedObjects there() {
        return new ReportedObjects(
                root,
                plugin,
                toolchain,
                llvm,
                objects.stream()
                        .filter(object -> FileDigests.none()
                                .of(root.resolve(object.name()))
                                .filter(object.sha256()::equals)
                                .isPresent())
                        .toList());
    }
}
