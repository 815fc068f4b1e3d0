package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;

/**
 * Makes one module of many. Neighbours are linked in pairs, then these pairs, and so on: LLVM 20 walks all of the destination
 * at each link (IRMover), so one after the other would take time by the square of their number.
 */
final class ModuleMerge {
    private ModuleMerge() {}

    /**
     * Links modules of one context.
     *
     * @param modules at least one; all but the one returned are gone afterwards. Of several weak definitions the first
     *     one stays
     */
    static LlvmModule merge(List<LlvmModule> modules) throws LlvmException {
        var level = modules;
        while (level.size() > 1) {
            var next = new ArrayList<LlvmModule>();
            for (var i = 0; i < level.size(); i += 2) {
                if (i + 1 < level.size()) {
                    level.get(i).link(level.get(i + 1));
                }
                next.add(level.get(i));
            }
            level = next;
        }
        return level.get(0);
    }
}
