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

import io.github.bpfmaven.plugin.incremental.IncludeScanner.Spelled;

/**
 * Which paths clang has looked at in vain before it found the files that it read: a file that appears there would be read in
 * place of another. A superset of these. May be used by several threads.
 */
final class HeaderSearch {
    private final Map<Path, IncludeScanner.Found> scanned = new ConcurrentHashMap<>();
    private final Map<Path, Boolean> present = new ConcurrentHashMap<>();

    /**
     * @param order of the search
     * @param angle its directories that every search goes through
     * @param read all files that a compile has read
     */
    Set<Path> absent(SearchOrder order, List<Path> angle, Collection<Path> read) {
        var absent = new LinkedHashSet<Path>();
        var computed = false;
        for (var file : read) {
            var found = scanned.computeIfAbsent(file, HeaderSearch::scan);
            computed |= found.computed();
            var toTheEnd = order.isOdd() || found.next();
            for (var name : found.names()) {
                search(name, file.getParent(), order, angle, toTheEnd, absent);
            }
        }
        for (var name : order.included()) {
            search(new Spelled(true, name), order.base(), order, angle, order.isOdd(), absent);
        }
        if (computed) {
            readByWhateverName(order, angle, read, absent);
        }
        return absent;
    }

    private void search(
            Spelled name, Path directory, SearchOrder order, List<Path> angle, boolean toTheEnd, Set<Path> absent) {
        var places = new ArrayList<Path>();
        if (name.quoted()) {
            places.add(directory);
            places.addAll(order.quote());
        }
        places.addAll(angle);
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
        var includers = new LinkedHashSet<Path>();
        read.forEach(file -> {
            if (scanned.get(file).computed()) {
                includers.add(file.getParent());
            }
        });
        var all = new LinkedHashSet<>(includers);
        all.addAll(order.quote());
        all.addAll(angle);
        for (var file : read) {
            for (var place : all) {
                if (file.startsWith(place)) {
                    var name = new Spelled(true, place.relativize(file).toString());
                    includers.forEach(directory -> search(name, directory, order, angle, order.isOdd(), absent));
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
            return new IncludeScanner.Found(List.of(), false, false);
        }
    }
}
