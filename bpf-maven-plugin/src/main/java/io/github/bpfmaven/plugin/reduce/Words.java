package io.github.bpfmaven.plugin.reduce;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a source and its headers mention together. */
final class Words {
    private final Set<String> all = new HashSet<>();
    private final Set<Paste> pastes = new LinkedHashSet<>();

    Words(Collection<FileWords> files) {
        for (var file : files) {
            all.addAll(file.words());
            pastes.addAll(file.pastes());
        }
        for (var file : files) {
            file.ifNamed().forEach((name, mentions) -> {
                if (all.contains(name)) {
                    all.addAll(mentions);
                }
            });
        }
    }

    /** Names and numbers. */
    Set<String> all() {
        return all;
    }

    /** Names that macros may put together, and others. */
    List<String> pasted(DeclaredNames declared) {
        return pastes.stream()
                .flatMap(paste -> paste.names(all, declared).stream())
                .toList();
    }
}
