package io.github.bpfmaven.linker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pulls library modules into a program as a linker pulls members out of a static archive: a module comes in when it
 * defines a symbol that is still undefined, and then whole. Of several that define it the first one comes in; which
 * symbol is looked for first makes no difference to that.
 */
final class LibrarySearch {
    private final Map<String, ModuleSummary> definers = new HashMap<>();
    private final Set<String> defined = new HashSet<>();
    private final Deque<String> wanted = new ArrayDeque<>();
    private final Set<ModuleSummary> pulled = new HashSet<>();

    private LibrarySearch() {}

    /**
     * What is needed of the libraries.
     *
     * @param whole what is linked in any case
     * @param libraries in the order in which they are searched
     * @param roots symbols that are needed though none of the modules says so
     * @return in the order of the libraries
     */
    static List<ModuleSummary> pull(
            List<ModuleSummary> whole, List<ModuleSummary> libraries, Collection<String> roots) {
        var search = new LibrarySearch();
        libraries.forEach(library ->
                library.visibleDefinitions().forEach(symbol -> search.definers.putIfAbsent(symbol.name(), library)));
        whole.forEach(search::include);
        search.wanted.addAll(roots);
        search.run();
        return libraries.stream().filter(search.pulled::contains).toList();
    }

    private void run() {
        while (!wanted.isEmpty()) {
            var name = wanted.removeFirst();
            var definer = definers.get(name);
            if (definer != null && !defined.contains(name)) {
                pulled.add(definer);
                include(definer);
            }
        }
    }

    private void include(ModuleSummary module) {
        module.visibleDefinitions().forEach(symbol -> defined.add(symbol.name()));
        module.undefined().forEach(wanted::addLast);
    }
}
