package io.github.bpfmaven.plugin.verify;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.ProgramKind;
import io.github.bpfmaven.object.ProgramType;

/** How objects are loaded to be looked at: with programs that are loaded only when asked for, and so that nothing stays. */
final class ObjectLoads {
    private ObjectLoads() {}

    /** The names of the programs that can be loaded, in the order of the object. */
    static Set<String> loadable(VerifiedObject object) {
        var names = new LinkedHashSet<String>();
        for (var program : object.object().programs()) {
            if (reasonToSkip(program).isEmpty()) {
                names.add(program.name());
            }
        }
        return names;
    }

    /** Why a program can't be loaded here, a sentence without a full stop; nothing if it can. */
    static Optional<String> reasonToSkip(BpfFunction program) {
        if (program.kind().isEmpty()) {
            return Optional.of("its section '" + program.section() + "' does not say what kind of program it is");
        }
        if (program.kind()
                .map(ProgramKind::type)
                .filter(ProgramType.EXT::equals)
                .isPresent()) {
            return Optional.of("it replaces a function of another program, which is not here");
        }
        return Optional.empty();
    }

    /**
     * What loads some programs of an object.
     *
     * @param alone whether tables of programs are left empty, since those in them are not loaded
     */
    static BpfObjectLoader of(VerifiedObject object, Set<String> programs, boolean alone) {
        var name = object.name();
        var loader = BpfObjectLoader.of(object.file().bytes()).name(name.substring(name.lastIndexOf('/') + 1));
        for (var map : object.object().maps()) {
            var settings = loader.map(map.name()).unpinned();
            if (alone) {
                settings.empty();
            }
        }
        for (var program : object.object().programs()) {
            loader.program(program.name())
                    .load(programs.contains(program.name()))
                    .countVerification();
        }
        for (var table : object.object().structOps()) {
            loader.map(table.name()).create(true);
        }
        return loader;
    }
}
