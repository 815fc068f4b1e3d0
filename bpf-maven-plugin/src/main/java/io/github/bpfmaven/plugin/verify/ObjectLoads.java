package io.github.bpfmaven.plugin.verify;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.loader.MapSettings;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.MapType;
import io.github.bpfmaven.object.ProgramKind;
import io.github.bpfmaven.object.ProgramType;

/** How objects are loaded to be looked at: with programs that are loaded only when asked for, and so that nothing stays. */
final class ObjectLoads {
    /** These must have none, or get as many as there are CPUs. */
    private static final Set<MapType> WITHOUT_ENTRIES = EnumSet.of(
            MapType.UNSPEC,
            MapType.PERF_EVENT_ARRAY,
            MapType.CGROUP_STORAGE,
            MapType.PERCPU_CGROUP_STORAGE,
            MapType.SK_STORAGE,
            MapType.INODE_STORAGE,
            MapType.TASK_STORAGE,
            MapType.CGRP_STORAGE);
    /** Elements for tests to put in; a ring buffer gets a page. */
    private static final int SOME = 1024;
    /** {@code PERF_MAX_STACK_DEPTH}. */
    private static final int MOST_FRAMES = 127;

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

    /** Many objects leave sizes to whoever loads them, who finds them out on the machine. The verifier does not mind which. */
    private static void giveSizes(BpfMap map, MapSettings settings) {
        var type = MapType.of(map.type().orElse(0)).orElse(MapType.UNSPEC);
        var definition = map.definition();
        if (definition.maxEntries() == 0 && !WITHOUT_ENTRIES.contains(type)) {
            settings.maxEntries(SOME);
        }
        if (definition.valueSize() == 0 && type == MapType.STACK_TRACE) {
            settings.valueSize(MOST_FRAMES * Long.BYTES);
        }
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
            giveSizes(map, settings);
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
