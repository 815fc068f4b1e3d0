package io.github.bpfmaven.plugin.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.bpfmaven.plugin.incremental.HeaderPlaces;

/** Compares what a lock says with what there is, without any compiler. */
public final class LockCheck {
    private final Lock lock;
    private final CurrentFiles files;
    private final HeaderPlaces places;

    public LockCheck(Lock lock, CurrentFiles files, HeaderPlaces places) {
        this.lock = lock;
        this.files = files;
        this.places = places;
    }

    public LockState check(Wanted wanted) {
        var common = settings(wanted.settings());
        var libraries = libraries(wanted.libraries());
        var programs = new LinkedHashMap<String, List<Drift>>();
        for (var program : wanted.programs()) {
            var drifts = program(program, libraries);
            if (!drifts.isEmpty()) {
                programs.put(program.source().name(), drifts);
            }
        }
        files.lock().ifPresent(common::add);
        return new LockState(common, programs, removed(wanted));
    }

    private List<Drift> settings(List<Line> now) {
        var drifts = new ArrayList<Drift>();
        for (var word : LockSettings.WORDS) {
            var before = lock.values(word);
            var wanted = values(now, word);
            if (!before.equals(wanted) && !isAnyDirectory(word, before, wanted)) {
                drifts.add(setting(word, before, wanted));
            }
        }
        return drifts;
    }

    private static boolean isAnyDirectory(String word, List<String> before, List<String> wanted) {
        return word.equals("llvm")
                && wanted.equals(List.of(Wanted.ANY_DIRECTORY))
                && before.get(0).startsWith(Wanted.ANY_DIRECTORY + " ");
    }

    private static Drift setting(String word, List<String> before, List<String> wanted) {
        return switch (word) {
            case "plugin" ->
                new Drift(
                        Drift.Kind.PLUGIN,
                        Lock.NAME,
                        "made with bpf-maven-plugin " + text(before) + ", and this is " + text(wanted));
            case "llvm" ->
                new Drift(
                        Drift.Kind.TOOLCHAIN,
                        Lock.NAME,
                        "made with LLVM " + text(before) + ", and this build is to take " + text(wanted));
            default ->
                new Drift(
                        Drift.Kind.SETTING,
                        Lock.NAME,
                        LockSettings.parameter(word) + " was " + text(before) + ", and is " + text(wanted));
        };
    }

    private List<Drift> libraries(List<Wanted.Source> wanted) {
        var drifts = new ArrayList<Drift>();
        var names = new TreeSet<String>();
        for (var library : wanted) {
            names.add(library.name());
            var locked = lock.libraries().stream()
                    .filter(other -> other.name().equals(library.name()))
                    .findFirst();
            if (locked.isEmpty()) {
                drifts.add(new Drift(
                        Drift.Kind.LIBRARY, library.name(), "library code " + library.name() + " is not in the lock"));
            } else {
                drifts.addAll(source(library, locked.get(), Drift.Kind.LIBRARY, "library code " + library.name()));
            }
        }
        for (var locked : lock.libraries()) {
            if (!names.contains(locked.name())) {
                drifts.add(new Drift(
                        Drift.Kind.LIBRARY,
                        locked.name(),
                        "library code " + locked.name() + " is in the lock, and isn't there any more"));
            }
        }
        return drifts;
    }

    private List<Drift> program(Wanted.Program wanted, List<Drift> libraries) {
        var name = wanted.source().name();
        var found = lock.program(name);
        if (found.isEmpty()) {
            return List.of(new Drift(Drift.Kind.NEW_SOURCE, name, name + " is not in the lock"));
        }
        var locked = found.get();
        var drifts = new ArrayList<>(source(wanted.source(), locked.source(), Drift.Kind.SOURCE, name));
        if (locked.usesLibraries()) {
            drifts.addAll(libraries);
        }
        drifts.addAll(targets(wanted, locked));
        for (var object : locked.objects()) {
            files.own(Lock.OBJECTS, object.file(), Drift.Kind.OBJECT, "object").ifPresent(drifts::add);
        }
        files.own(Lock.JAVA, locked.java(), Drift.Kind.JAVA, "class").ifPresent(drifts::add);
        return drifts;
    }

    private static List<Drift> targets(Wanted.Program wanted, LockedProgram locked) {
        var name = locked.source().name();
        var before = new LinkedHashMap<String, String>();
        locked.objects()
                .forEach(object -> before.put(object.target(), object.file().path()));
        var drifts = new ArrayList<Drift>();
        if (!before.keySet().equals(wanted.objects().keySet())) {
            drifts.add(new Drift(
                    Drift.Kind.TARGET,
                    name,
                    "<targets> come to " + text(wanted.objects().keySet()) + ", and the lock has " + name + " for "
                            + text(before.keySet())));
        } else if (!before.equals(wanted.objects()) || !locked.java().path().equals(wanted.java())) {
            drifts.add(new Drift(
                    Drift.Kind.SETTING,
                    name,
                    "what is made of " + name + " is to be " + wanted.java() + " and "
                            + text(wanted.objects().values())
                            + ", and the lock has " + locked.java().path() + " and " + text(before.values())
                            + ": <basePackage> or another source of that name"));
        }
        return drifts;
    }

    private List<Drift> source(Wanted.Source wanted, LockedSource locked, Drift.Kind kind, String subject) {
        var drifts = new ArrayList<>(flags(wanted, locked, subject));
        var changed = false;
        for (var name : locked.files()) {
            if (HeaderPlaces.isBuiltin(name)) {
                continue;
            }
            var isItself = name.equals(locked.name());
            var drift = files.read(
                    name,
                    lock.files().getOrDefault(name, ""),
                    isItself ? kind : Drift.Kind.HEADER,
                    isItself ? subject : "header " + name);
            drift.ifPresent(drifts::add);
            changed |= drift.isPresent();
        }
        if (!changed && !locked.places().isEmpty()) {
            var absent = places.absent(wanted.arguments(), locked.files());
            files.mustBeAbsent(absent);
            if (!places.fingerprint(absent).equals(locked.places()) && drifts.isEmpty()) {
                drifts.addAll(shadows(wanted, locked));
            }
        }
        return drifts;
    }

    private List<Drift> shadows(Wanted.Source wanted, LockedSource locked) {
        var shadows = places.shadows(wanted.arguments(), locked.files()).stream()
                .map(shadow -> new Drift(
                        Drift.Kind.SHADOWING_HEADER,
                        shadow.header(),
                        "there is a header " + shadow.header() + " now, which " + locked.name()
                                + " may read in place of " + shadow.hidden()))
                .toList();
        return shadows.isEmpty()
                ? List.of(new Drift(
                        Drift.Kind.SHADOWING_HEADER,
                        locked.name(),
                        "a header that " + locked.name() + " names and doesn't read has appeared or is gone"))
                : shadows;
    }

    private static List<Drift> flags(Wanted.Source wanted, LockedSource locked, String subject) {
        var words = new LinkedHashSet<String>();
        locked.flags().forEach(flag -> words.add(flag.word()));
        wanted.flags().forEach(flag -> words.add(flag.word()));
        var drifts = new ArrayList<Drift>();
        for (var word : words) {
            var before = values(locked.flags(), word);
            var now = values(wanted.flags(), word);
            if (!before.equals(now)) {
                drifts.add(new Drift(
                        Drift.Kind.FLAG,
                        locked.name(),
                        LockSettings.parameter(word) + " of " + subject + " was " + text(before) + ", and is "
                                + text(now)));
            }
        }
        return drifts;
    }

    private List<Drift> removed(Wanted wanted) {
        Set<String> names = wanted.programs().stream()
                .map(program -> program.source().name())
                .collect(Collectors.toSet());
        return lock.programs().stream()
                .map(program -> program.source().name())
                .filter(name -> !names.contains(name))
                .map(name -> new Drift(
                        Drift.Kind.REMOVED_SOURCE, name, name + " is in the lock, and is no program any more"))
                .toList();
    }

    private static List<String> values(List<Line> lines, String word) {
        return lines.stream()
                .filter(line -> line.word().equals(word))
                .map(Line::value)
                .toList();
    }

    private static String text(Collection<String> values) {
        return values.isEmpty() ? "empty" : String.join(", ", values);
    }
}
