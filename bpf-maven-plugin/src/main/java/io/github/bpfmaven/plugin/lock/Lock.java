package io.github.bpfmaven.plugin.lock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.bpfmaven.plugin.incremental.Fingerprint;

/**
 * What objects that are checked in were made of, and by what.
 *
 * @param settings what all of them have in common: plugin, LLVM, choices of the POM
 * @param files by name: the SHA-256 of each file that was read; {@value #PLUGIN} for a header that comes with the plugin
 * @param libraries library code, by name
 * @param programs by name of their sources
 */
public record Lock(
        List<Line> settings,
        SortedMap<String, String> files,
        List<LockedSource> libraries,
        List<LockedProgram> programs) {
    /** The lock's own name in its directory. */
    public static final String NAME = "bpf.lock";

    /** Where objects are, beside it. */
    public static final String OBJECTS = "objects";

    /** Where classes are, beside it. */
    public static final String JAVA = "java";

    /** Stands for a digest where the plugin's version says enough. */
    public static final String PLUGIN = "plugin";

    public Lock {
        settings = List.copyOf(settings);
        files = new TreeMap<>(files);
        libraries = libraries.stream()
                .sorted(Comparator.comparing(LockedSource::name))
                .toList();
        programs = programs.stream()
                .sorted(Comparator.comparing(program -> program.source().name()))
                .toList();
    }

    /** @throws LockException if the text is damaged, or was merged wrongly */
    public static Lock read(String text) throws LockException {
        return LockReader.read(text);
    }

    /** The paths of all files that a text speaks of as {@link #ownFiles} does, however damaged it is. */
    public static Set<String> ownFiles(String text) {
        return OwnFiles.in(text);
    }

    /** The lock as text. */
    public String text() {
        return LockWriter.text(this);
    }

    /** The same with a seal on each program. */
    public Lock withSeals() {
        return new Lock(
                settings,
                files,
                libraries,
                programs.stream()
                        .map(program -> program.withSeal(seal(program)))
                        .toList());
    }

    /** What a program's seal should be. */
    String seal(LockedProgram program) {
        var all = new Fingerprint();
        settings.forEach(line -> all.add(line.word()).add(line.value()));
        add(all, program.source());
        if (program.usesLibraries()) {
            all.add(libraries.size());
            libraries.forEach(library -> add(all, library));
        }
        all.add(program.objects().size());
        for (var object : program.objects()) {
            all.add(object.target()).add(object.file().path()).add(object.file().sha256());
        }
        return all.add(program.java().path()).add(program.java().sha256()).hex();
    }

    private void add(Fingerprint all, LockedSource source) {
        all.add(source.flags().size());
        source.flags().forEach(line -> all.add(line.word()).add(line.value()));
        for (var file : source.files()) {
            all.add(file).add(files.getOrDefault(file, ""));
        }
        all.add(source.places());
    }

    /** The program of a source. */
    public Optional<LockedProgram> program(String source) {
        return programs.stream()
                .filter(program -> program.source().name().equals(source))
                .findFirst();
    }

    /** The values of a setting, in their order. */
    public List<String> values(String word) {
        return settings.stream()
                .filter(line -> line.word().equals(word))
                .map(Line::value)
                .toList();
    }

    /** The paths of all files beside the lock, relative to its directory; itself not. */
    public List<String> ownFiles() {
        var all = new ArrayList<String>();
        for (var program : programs) {
            program.objects()
                    .forEach(object -> all.add(OBJECTS + "/" + object.file().path()));
            all.add(JAVA + "/" + program.java().path());
        }
        return all;
    }
}
