package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds sources that begin with the same headers. */
final class PrecompilePlan {
    private final ProjectPaths paths;
    private final IncludePlaces places;
    private final PrecompiledGain gain;
    private final Map<Source, List<IncludeDirective>> leading = new ConcurrentHashMap<>();

    PrecompilePlan(ProjectPaths paths, SearchPath searchPath, PrecompiledGain gain) {
        this.paths = paths;
        this.places = new IncludePlaces(paths, searchPath);
        this.gain = gain;
    }

    /** Whether there are enough of them to look at. */
    boolean isWorthwhile(List<CompileUnit> units) {
        return units.size() >= gain.leastUsers();
    }

    /**
     * The groups for which a precompiled header pays; a unit is in one of them or in none.
     *
     * @throws IOException if a source can't be read
     */
    List<PrecompiledGroup> of(List<CompileUnit> units) throws IOException {
        var alike = units.stream()
                .filter(unit -> PrecompilableArguments.allow(unit.flags().arguments()))
                .collect(Collectors.groupingBy(CompileUnit::kind, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(users -> users.size() >= gain.leastUsers())
                .toList();
        var groups = new ArrayList<PrecompiledGroup>();
        for (var users : alike) {
            read(users);
            groups.addAll(best(List.of(), users, alike.size()).groups());
        }
        return groups;
    }

    /** The best for some units that have some includes in common: all of them with these, or parts of them with more. */
    private Choice best(List<IncludeDirective> common, List<CompileUnit> users, int headers) {
        if (users.size() < gain.leastUsers()) {
            return new Choice(0, List.of());
        }
        var longer = users.stream()
                .filter(unit -> leading.get(unit.source()).size() > common.size())
                .collect(Collectors.groupingBy(
                        unit -> leading.get(unit.source()).get(common.size()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        var parts = new Choice(0, List.of());
        for (var part : longer.entrySet()) {
            var includes = new ArrayList<>(common);
            includes.add(part.getKey());
            parts = parts.with(best(includes, part.getValue(), headers));
        }
        var together = common.isEmpty() ? 0 : gain.of(users.size(), places.bytes(common), headers);
        return together > parts.gain() ? new Choice(together, List.of(new PrecompiledGroup(common, users))) : parts;
    }

    /** On all cores: no clang runs before. */
    private void read(List<CompileUnit> users) throws IOException {
        try {
            users.parallelStream().map(CompileUnit::source).forEach(source -> {
                try {
                    if (!leading.containsKey(source)) {
                        leading.put(source, leading(source));
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private List<IncludeDirective> leading(Source source) throws IOException {
        var file = paths.file(source);
        var includes = new ArrayList<IncludeDirective>();
        for (var include : LeadingIncludes.of(Files.readString(file, StandardCharsets.ISO_8859_1))) {
            var fromBase = places.fromBase(source, include);
            if (fromBase.isEmpty()) {
                break;
            }
            includes.add(fromBase.get());
        }
        return includes;
    }

    private record Choice(long gain, List<PrecompiledGroup> groups) {
        Choice with(Choice other) {
            var all = new ArrayList<>(groups);
            all.addAll(other.groups());
            return new Choice(gain + other.gain(), all);
        }
    }
}
