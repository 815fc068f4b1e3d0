package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.plugin.compile.SearchOrder;
import io.github.bpfmaven.plugin.incremental.IncludeScanner.Spelled;

/**
 * Which paths clang has looked at in vain before it found the files that it read: a file that appears there would be read in
 * place of another. A superset of these. May be used by several threads.
 */
final class HeaderSearch {
    private final Map<Path, IncludeScanner.Found> scanned = new ConcurrentHashMap<>();
    private final Map<Path, IncludeScanner.Defined> defined = new ConcurrentHashMap<>();
    private final Map<Path, Boolean> present = new ConcurrentHashMap<>();
    /** Hundreds of programs have the same headers, and look for them in the same places. */
    private final Map<Places, Map<Path, Set<Path>>> absent = new ConcurrentHashMap<>();

    /**
     * Where clang has looked.
     *
     * @param absent paths where no file may appear
     * @param complete whether these are all: not so where a {@code __has_include} takes its name from a macro, and what that
     *     comes to can't be told here
     */
    record Searched(Set<Path> absent, boolean complete) {}

    private record Places(List<Path> quote, List<Path> angle, List<Path> embedded, boolean odd) {}

    /** Reads a file that will have to be read, unless that has been done. */
    void expect(Path file) {
        scanned.computeIfAbsent(file, HeaderSearch::scan);
    }

    /**
     * @param order of the search
     * @param angle its directories that every search goes through
     * @param read all files that a compile has read
     */
    Searched absent(SearchOrder order, List<Path> angle, Collection<Path> read) {
        var absent = new LinkedHashSet<Path>();
        var asked = new LinkedHashSet<String>();
        var computed = false;
        var places = new Places(List.copyOf(order.quote()), angle, List.copyOf(order.embedded()), order.isOdd());
        var byFile = this.absent.computeIfAbsent(places, none -> new ConcurrentHashMap<>());
        for (var file : read) {
            var found = scanned.computeIfAbsent(file, HeaderSearch::scan);
            computed |= found.computed();
            asked.addAll(found.asked());
            absent.addAll(byFile.computeIfAbsent(file, none -> absent(order, angle, file, found)));
        }
        for (var name : order.included()) {
            search(new Spelled(true, name, false), order.base(), order, angle, order.isOdd(), absent);
        }
        if (computed) {
            readByWhateverName(order, angle, read, absent);
            definedSomewhere(order, angle, read, asked, absent);
        }
        return new Searched(absent, asked.isEmpty());
    }

    private Set<Path> absent(SearchOrder order, List<Path> angle, Path file, IncludeScanner.Found found) {
        var absent = new LinkedHashSet<Path>();
        for (var name : found.names()) {
            search(name, file.getParent(), order, angle, order.isOdd() || found.next(), absent);
        }
        return absent;
    }

    /** A macro may be defined in another file, or by an argument. Removes from {@code asked} what is found. */
    private void definedSomewhere(
            SearchOrder order, List<Path> angle, Collection<Path> read, Set<String> asked, Set<Path> absent) {
        var definitions = new ArrayList<IncludeScanner.Defined>();
        order.definitions().forEach(text -> definitions.add(IncludeScanner.definitions(text)));
        read.forEach(file -> definitions.add(defined.computeIfAbsent(file, HeaderSearch::define)));
        var includers = includers(read);
        for (var definition : definitions) {
            for (var name : definition.names()) {
                includers.forEach(directory -> search(name, directory, order, angle, order.isOdd(), absent));
            }
        }
        asked.removeIf(macro ->
                definitions.stream().anyMatch(definition -> definition.named().contains(macro))
                        && definitions.stream()
                                .noneMatch(definition -> definition.others().contains(macro)));
    }

    private Set<Path> includers(Collection<Path> read) {
        var includers = new LinkedHashSet<Path>();
        read.forEach(file -> {
            if (scanned.get(file).computed()) {
                includers.add(file.getParent());
            }
        });
        return includers;
    }

    private void search(
            Spelled name, Path directory, SearchOrder order, List<Path> angle, boolean toTheEnd, Set<Path> absent) {
        var places = new ArrayList<Path>();
        if (name.quoted()) {
            places.add(directory);
        }
        if (name.embedded()) {
            places.addAll(order.embedded());
        } else {
            places.addAll(name.quoted() ? order.quote() : List.of());
            places.addAll(angle);
        }
        for (var place : places) {
            var candidate = resolve(place, name.name());
            if (candidate.isEmpty()) {
                return;
            }
            if (!isPresent(candidate.get())) {
                absent.add(candidate.get());
            } else if (!toTheEnd) {
                return;
            }
        }
    }

    /** A macro has named some of these files: each may have been asked for by any name that leads to it. */
    private void readByWhateverName(SearchOrder order, List<Path> angle, Collection<Path> read, Set<Path> absent) {
        var includers = includers(read);
        var all = new LinkedHashSet<>(includers);
        all.addAll(order.quote());
        all.addAll(angle);
        all.addAll(order.embedded());
        for (var file : read) {
            for (var place : all) {
                if (file.startsWith(place) && !file.equals(place)) {
                    var spelled = file.subpath(place.getNameCount(), file.getNameCount())
                            .toString();
                    for (var embedded : List.of(false, true)) {
                        var name = new Spelled(true, spelled, embedded);
                        includers.forEach(directory -> search(name, directory, order, angle, order.isOdd(), absent));
                    }
                }
            }
        }
    }

    private boolean isPresent(Path file) {
        return present.computeIfAbsent(file, Files::isRegularFile);
    }

    private static Optional<Path> resolve(Path directory, String name) {
        try {
            return Optional.of(directory.resolve(name));
        } catch (InvalidPathException noFileHasSuchAName) {
            return Optional.empty();
        }
    }

    static IncludeScanner.Found scan(Path file) {
        try {
            return IncludeScanner.scan(Files.readAllBytes(file));
        } catch (IOException gone) {
            return new IncludeScanner.Found(List.of(), false, false, List.of());
        }
    }

    private static IncludeScanner.Defined define(Path file) {
        try {
            return IncludeScanner.definitions(Files.readAllBytes(file));
        } catch (IOException gone) {
            return new IncludeScanner.Defined(List.of(), List.of(), List.of());
        }
    }
}
