package io.github.bpfmaven.plugin.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.plugin.provenance.ObjectOrigin;

/** What is said beside objects of where they come from. */
final class Origins {
    private final Map<String, ObjectOrigin> byDigest = new LinkedHashMap<>();
    private final Map<String, ObjectOrigin> byName = new LinkedHashMap<>();

    Origins(List<ObjectOrigin> origins) {
        origins.forEach(origin -> {
            byDigest.putIfAbsent(origin.sha256(), origin);
            byName.putIfAbsent(origin.name(), origin);
        });
    }

    /** Nothing is said. */
    static Origins none() {
        return new Origins(List.of());
    }

    /**
     * What is said of an object. Two objects of the same bytes may be there under two names; one whose name a tool has changed,
     * that moves packages, is known by its bytes.
     */
    Optional<ObjectOrigin> of(String name, String sha256) {
        var named = Optional.ofNullable(byName.get(name));
        return named.filter(origin -> origin.sha256().equals(sha256))
                .or(() -> Optional.ofNullable(byDigest.get(sha256)));
    }

    /** Why nothing is known of an object that ought to be known; empty if nothing is said of any. */
    Optional<String> complaint(String name) {
        if (byName.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                byName.containsKey(name)
                        ? "META-INF/bpf/objects.json speaks of other bytes by this name: SHA-256 "
                                + byName.get(name).sha256()
                        : "META-INF/bpf/objects.json doesn't speak of it");
    }
}
