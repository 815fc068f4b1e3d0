package io.github.bpfmaven.linker;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be linked and how, decided on summaries alone.
 *
 * @param linked the modules that are linked, in the order in which they are
 * @param leftOut the library modules that nothing asked for
 * @param licenses which licenses give way
 * @param names what is renamed so that modules don't get into each other's way
 * @param internal the symbols that become static in the linked program
 */
record LinkPlan(
        List<ModuleSummary> linked,
        List<ModuleSummary> leftOut,
        LicenseMerge licenses,
        LocalNames names,
        Set<String> internal) {

    /**
     * Decides, and says everything that is wrong with the modules' symbols.
     *
     * @param whole what is linked in any case
     * @param libraries what is linked if needed, in the order in which it is searched
     * @param roots symbols that are needed though none of the modules says so
     * @param declarations tell where the symbols are that something is wrong with
     */
    static LinkPlan make(
            List<ModuleSummary> whole,
            List<ModuleSummary> libraries,
            Collection<String> roots,
            SymbolOptions options,
            Declarations declarations,
            DiagnosticCollector diagnostics) {
        var pulled = LibrarySearch.pull(whole, libraries, roots);
        var linked = Stream.concat(whole.stream(), pulled.stream()).toList();
        var leftOut =
                libraries.stream().filter(library -> !pulled.contains(library)).toList();
        var licenses = LicenseMerge.of(linked, diagnostics);
        SymbolChecks.check(linked, licenses, options, declarations, diagnostics);
        return new LinkPlan(
                linked, leftOut, licenses, LocalNames.of(linked), new Visibility(options).internal(whole, pulled));
    }
}
