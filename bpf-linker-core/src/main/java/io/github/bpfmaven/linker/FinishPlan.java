package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Map;

/**
 * What is to be done to an object beyond what {@link ObjectFinisher} always does.
 *
 * @param texts the source lines that BTF quotes
 * @param deduplicate whether equal types are merged: for objects of several modules. The types of one module are left
 *     as the graph that clang makes
 * @param sourceNames the names that static variables and functions have in their sources, by those that LLVM gave
 *     them when they met a namesake ({@code counter.2} to {@code counter}). Names of symbols that are not local are left,
 *     and so are names for which there is no room: {@link ObjectFinisherNames}
 * @param keepDwarf whether the sections for debuggers stay, with their relocations
 */
record FinishPlan(SourceTexts texts, boolean deduplicate, Map<String, String> sourceNames, boolean keepDwarf) {
    FinishPlan {
        sourceNames = Map.copyOf(sourceNames);
    }

    /** For an object of one module: without deduplication, other names, or DWARF. */
    static FinishPlan ofOneModule(SourceTexts texts) {
        return new FinishPlan(texts, false, Map.of(), false);
    }

    /** The same for an object that quotes no more source lines than LLVM found. */
    static FinishPlan ofOneModule() {
        return ofOneModule(new SourceTexts(List.of()));
    }
}
