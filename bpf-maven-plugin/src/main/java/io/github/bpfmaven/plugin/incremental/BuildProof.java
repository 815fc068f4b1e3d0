package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What shows, with a look at each file's stamp alone, that a build would do nothing: all that the last one read, looked for in
 * vain, and left.
 *
 * @param request fingerprint of what the build was asked for, by whom, and with which LLVM
 * @param sources fingerprint of the names of all files below the source directory
 * @param objects how many objects there are
 * @param files that were read or written; those that were written last
 * @param absent paths where no file may be
 */
public record BuildProof(String request, String sources, int objects, List<ObservedFile> files, List<String> absent) {
    private static final int VERSION = 2;

    public BuildProof {
        files = List.copyOf(files);
        absent = List.copyOf(absent);
    }

    /**
     * Takes down how a successful build leaves things.
     *
     * @param read what results depend on
     * @param written what they are
     * @return empty if something that was read has changed meanwhile, or something that was written isn't there
     */
    public static Optional<BuildProof> of(
            String request,
            String sources,
            int objects,
            Collection<Path> read,
            Collection<Path> written,
            Collection<Path> absent,
            FileDigests digests) {
        if (!read.parallelStream().allMatch(digests::isUnchanged)) {
            return Optional.empty();
        }
        var files = new ArrayList<>(digests.observed(read));
        files.addAll(digests.observed(written));
        return files.size() == read.size() + written.size()
                ? Optional.of(new BuildProof(
                        request,
                        sources,
                        objects,
                        files,
                        absent.stream().map(Path::toString).toList()))
                : Optional.empty();
    }

    /** @return empty if there is none that can be relied on */
    public static Optional<BuildProof> read(Path file) {
        return new StateFile(file, VERSION).read(BuildProof::read);
    }

    public void write(Path file) throws IOException {
        new StateFile(file, VERSION).write(write());
    }

    /** The digests that were known when this was taken down, for all files that have kept their stamps. */
    public FileDigests digests() {
        return new FileDigests(files);
    }

    /**
     * Looks whether all is as it was.
     *
     * @param digests that {@link #digests} gave
     * @return what to take down now: the same, with newer stamps where a file has another stamp and the same content; empty if
     *     something has changed
     */
    public Optional<BuildProof> check(String request, String sources, FileDigests digests) {
        if (!this.request.equals(request) || !this.sources.equals(sources) || !areAbsent(absent)) {
            return Optional.empty();
        }
        var renewed = false;
        var current = new ArrayList<ObservedFile>(files.size());
        for (var file : files) {
            var seen = digests.observed(Path.of(file.path()));
            if (seen.isEmpty() || !seen.get().digest().equals(file.digest())) {
                return Optional.empty();
            }
            renewed |= seen.get() != file;
            current.add(seen.get());
        }
        return Optional.of(renewed ? new BuildProof(request, sources, objects, current, absent) : this);
    }

    /** Whether no file has one of these paths. */
    static boolean areAbsent(List<String> absent) {
        // Most of these are in a few directories, which are missing themselves.
        var directories = new HashMap<Path, Boolean>();
        for (var path : absent) {
            var file = Path.of(path);
            var parent = file.getParent();
            if ((parent == null || directories.computeIfAbsent(parent, Files::isDirectory))
                    && Files.isRegularFile(file)) {
                return false;
            }
        }
        return true;
    }

    private StateWriter write() {
        return new StateWriter()
                .text(request)
                .text(sources)
                .number(objects)
                .list(
                        files,
                        (out, file) -> out.text(file.path())
                                .number(file.stamp().size())
                                .number(file.stamp().modified())
                                .number(file.stamp().changed())
                                .number(file.stamp().number())
                                .flag(file.settled())
                                .text(file.digest()))
                .texts(absent);
    }

    private static BuildProof read(StateReader in) {
        return new BuildProof(
                in.text(),
                in.text(),
                in.number(),
                in.list(file -> new ObservedFile(
                        file.text(),
                        new FileStamp(file.longNumber(), file.longNumber(), file.longNumber(), file.longNumber()),
                        file.flag(),
                        file.text())),
                in.texts());
    }
}
