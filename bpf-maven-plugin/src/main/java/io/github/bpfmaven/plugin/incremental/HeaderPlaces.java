package io.github.bpfmaven.plugin.incremental;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.compile.SearchOrder;
import io.github.bpfmaven.plugin.compile.SearchPath;

/**
 * Where headers of a source might be and are not, told without clang: as in a {@link CompileRecord}, but without the places of
 * clang's own headers, and without a look at the plugin's, which need not be unpacked.
 */
public final class HeaderPlaces {
    private static final String BUILTIN = "<bpf-headers>/";
    /** What the plugin's headers ask for with {@code __has_include}, beside what they include. */
    private static final String ASKED = "bpf/vmlinux.h";

    private final Path base;
    private final SearchPath user;
    private final RootNames names;
    private final HeaderSearch search = new HeaderSearch();

    public HeaderPlaces(Path base, SearchPath searchPath, RootNames names) {
        this.base = base;
        this.user = new SearchPath(searchPath.user(), List.of());
        this.names = names;
    }

    /** Whether a name is that of a header that comes with the plugin. */
    public static boolean isBuiltin(String name) {
        return name.startsWith(BUILTIN);
    }

    /**
     * The places where no file may be.
     *
     * @param arguments of the compile, macros among them
     * @param read names of all files that it has read
     */
    public Set<Path> absent(List<String> arguments, Collection<String> read) {
        var order = SearchOrder.of(base, user, List.of(), arguments);
        var own =
                read.stream().filter(name -> !isBuiltin(name)).map(names::path).toList();
        var absent = new LinkedHashSet<>(
                search.absent(order, order.angle(Optional.empty()), own).absent());
        for (var place : places(order)) {
            for (var header : builtin(read)) {
                var file = place.resolve(header);
                if (!Files.isRegularFile(file)) {
                    absent.add(file);
                }
            }
        }
        return absent;
    }

    /** The fingerprint of such places, the same on every machine. */
    public String fingerprint(Collection<Path> absent) {
        var all = new TreeSet<String>();
        absent.forEach(file -> all.add(names.name(file)));
        return new Fingerprint().addAll(all).hex();
    }

    /**
     * Files that are there and that the compile hasn't read, though it has read one that is included by the same name.
     *
     * @return pairs of names: the file, and what it would be read in place of
     */
    public List<Shadow> shadows(List<String> arguments, Collection<String> read) {
        var order = SearchOrder.of(base, user, List.of(), arguments);
        var shadows = new LinkedHashSet<Shadow>();
        var spelled = new LinkedHashSet<>(builtin(read));
        var directories = new LinkedHashSet<Path>();
        for (var name : read) {
            if (!isBuiltin(name)) {
                var file = names.path(name);
                directories.add(file.getParent());
                HeaderSearch.scan(file).names().forEach(include -> spelled.add(include.name()));
            }
        }
        directories.addAll(places(order));
        for (var include : spelled) {
            var hidden = read.stream()
                    .filter(name -> name.endsWith("/" + include) || name.equals(include))
                    .findFirst();
            for (var directory : directories) {
                var file = directory.resolve(include).normalize();
                if (hidden.isPresent() && Files.isRegularFile(file) && !read.contains(names.name(file))) {
                    shadows.add(new Shadow(names.name(file), hidden.get()));
                }
            }
        }
        return List.copyOf(shadows);
    }

    /**
     * A header in front of another.
     *
     * @param header its name
     * @param hidden the other's
     */
    public record Shadow(String header, String hidden) {}

    private static Set<String> builtin(Collection<String> read) {
        var all = new TreeSet<String>();
        read.stream().filter(HeaderPlaces::isBuiltin).forEach(name -> all.add(name.substring(BUILTIN.length())));
        if (!all.isEmpty()) {
            all.add(ASKED);
        }
        return all;
    }

    private static List<Path> places(SearchOrder order) {
        var places = new ArrayList<>(order.quote());
        places.addAll(order.angle(Optional.empty()));
        return places;
    }
}
