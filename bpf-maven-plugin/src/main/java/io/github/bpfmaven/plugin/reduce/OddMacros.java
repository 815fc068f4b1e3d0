package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Macros that may make a header's declarations into something else than their words say. What mentions one is kept: whatever it
 * comes to, for clang it is the same then.
 */
final class OddMacros {
    /** Clang's own, which counts. */
    private static final Macro COUNTER = new Macro("__COUNTER__", false, true, List.of());

    private OddMacros() {}

    static List<Macro> of(Collection<FileWords> files) {
        var odd = new ArrayList<>(List.of(COUNTER));
        var names = new HashSet<String>();
        names.add(COUNTER.name());
        var rest = new ArrayList<Macro>();
        for (var file : files) {
            for (var macro : file.macros()) {
                if (macro.isOdd()) {
                    odd.add(macro);
                    names.add(macro.name());
                } else if (!macro.words().isEmpty()) {
                    rest.add(macro);
                }
            }
        }
        // Those that mention odd ones, and so on.
        var before = 0;
        while (before < odd.size()) {
            before = odd.size();
            for (var macros = rest.iterator(); macros.hasNext(); ) {
                var macro = macros.next();
                if (mentions(macro, names)) {
                    odd.add(macro);
                    names.add(macro.name());
                    macros.remove();
                }
            }
        }
        return odd;
    }

    private static boolean mentions(Macro macro, Set<String> names) {
        for (var word : macro.words()) {
            if (names.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
